/*
 * The files browsers get from us: stylesheets and scripts built from their parts, and what comes
 * from npm.
 *
 *   node scripts/assets.mjs           writes what is missing or old
 *   node scripts/assets.mjs --check   writes nothing; exit status 1 if something is missing or old
 *   node scripts/assets.mjs --watch   stays, and builds again whenever a stylesheet or script changes
 */
import { existsSync, mkdirSync, readFileSync, watch, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { bundle } from "./css.mjs";

const ROOT = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const STATIC_ROOTS = ["kommunen/static", "mitmachkarte/static", "site/static"];

// entry → built file, both as served below the static address
const SHEETS = {
  "kommunen/css/look.css": "kommunen/css/look.built.css",
  "site/css/site.css": "site/css/site.built.css",
};

// built file ← scripts that are loaded together, in their order; one file compresses better
const SCRIPTS = {
  "mitmachkarte/js/map.built.js":
    ["ground", "points", "groups", "names", "signs", "crowd", "list", "tools", "map"],
};

const FONTS = "kommunen/static/kommunen/vendor/fonts";
const MAP = "mitmachkarte/static/mitmachkarte/vendor";
const PUZZLE = "inbox/static/inbox/vendor/altcha";
const COPIES = {
  "altcha/dist/external/altcha.min.js": PUZZLE,
  "altcha/dist/workers/pbkdf2.js": PUZZLE,
  "altcha/LICENSE.txt": PUZZLE,
  "@fontsource/fira-sans/files/fira-sans-latin-400-normal.woff2": FONTS,
  "@fontsource/fira-sans/files/fira-sans-latin-600-normal.woff2": FONTS,
  "@fontsource/fira-sans/LICENSE": FONTS,
  "leaflet/dist/leaflet.js": `${MAP}/leaflet`,
  "leaflet/dist/leaflet.css": `${MAP}/leaflet`,
  "leaflet/dist/images/layers.png": `${MAP}/leaflet/images`,
  "leaflet/dist/images/layers-2x.png": `${MAP}/leaflet/images`,
  "leaflet/dist/images/marker-icon.png": `${MAP}/leaflet/images`,
  "leaflet/dist/images/marker-icon-2x.png": `${MAP}/leaflet/images`,
  "leaflet/dist/images/marker-shadow.png": `${MAP}/leaflet/images`,
  "leaflet/LICENSE": `${MAP}/leaflet`,
};

const isCheck = process.argv.includes("--check");

function sourceFor(url) {
  const found = STATIC_ROOTS.map((root) => path.join(ROOT, root, url)).find(existsSync);
  if (!found) throw new Error(`No static folder holds ${url}.`);
  return found;
}

/** Source maps stay behind in npm; a comment that names one would break hashed file names. */
function withoutSourceMap(source, content) {
  if (!source.endsWith(".js")) return content;
  return Buffer.from(content.toString().replace(/\n\/\/# sourceMappingURL=.*\s*$/, "\n"));
}

/** The scripts one after the other, without what only people read. */
function joined(built, names) {
  const folder = path.dirname(built);
  const texts = names.map((name) => readFileSync(sourceFor(`${folder}/${name}.js`), "utf8"));
  const withoutComments = (text) => text.replace(/^\s*\/\*[\s\S]*?\*\/\n/gm, "");
  const bare = texts.map((text) => withoutComments(text).replace(/^\s+/gm, ""));
  const target = path.join(path.dirname(sourceFor(`${folder}/${names[0]}.js`)), path.basename(built));
  return [target, Buffer.from(bare.join("\n"))];
}

/** @returns {[target: string, content: Buffer][]} */
function wanted() {
  const sheets = Object.entries(SHEETS).map(([entry, built]) => {
    const folder = path.dirname(sourceFor(entry));
    return [path.join(folder, path.basename(built)), Buffer.from(bundle(entry, sourceFor))];
  });
  const copies = Object.entries(COPIES).map(([source, folder]) => {
    const file = path.join(ROOT, "node_modules", source);
    if (!existsSync(file)) throw new Error(`${source} is not installed. Run: npm ci`);
    const target = path.join(ROOT, folder, path.basename(source));
    return [target, withoutSourceMap(source, readFileSync(file))];
  });
  const scripts = Object.entries(SCRIPTS).map(([built, names]) => joined(built, names));
  return [...sheets, ...scripts, ...copies];
}

/** @returns {string[]} the files that were not up to date */
function build() {
  const stale = wanted().filter(
    ([target, content]) => !existsSync(target) || !readFileSync(target).equals(content));
  if (!isCheck) {
    for (const [target, content] of stale) {
      mkdirSync(path.dirname(target), { recursive: true });
      writeFileSync(target, content);
    }
  }
  return stale.map(([target]) => path.relative(ROOT, target));
}

function report(files) {
  for (const file of files) console.log(`${isCheck ? "old" : "wrote"} ${file}`);
}

try {
  const stale = build();
  report(stale);
  if (isCheck && stale.length) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

if (process.argv.includes("--watch")) {
  for (const root of STATIC_ROOTS.filter((each) => existsSync(path.join(ROOT, each)))) {
    watch(path.join(ROOT, root), { recursive: true }, (_, file) => {
      if (/\.(css|js)$/.test(file ?? "") && !/\.built\./.test(file)) report(build());
    });
  }
}
