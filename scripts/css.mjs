/* One stylesheet from many: imports inlined into their layers, comments and spare space removed. */
import { readFileSync } from "node:fs";
import path from "node:path";

const IMPORT = /@import url\("([^"]+)"\)(?: layer\(([\w-]+)\))?;/g;
const URL_REFERENCE = /url\("(?!data:|https?:|#|\/)([^"]+)"\)/g;
const RULE = /([^{};]+)\{([^{}]*)\}/g;
const NO_LIGHT_DARK = "@supports not (color: light-dark(#000, #fff))";

/**
 * Build the stylesheet that lies at `url` under the static roots.
 *
 * @param {string} url where the entry is served, e.g. "kommunen/css/look.css"
 * @param {(url: string) => string} fileFor finds the source file of a served address
 * @returns {string} the whole sheet, ready to be served from the entry's folder
 */
export function bundle(url, fileFor) {
  const targetFolder = path.posix.dirname(url);
  const dark = new Map(); // token → its dark half, as named so far
  return `@charset "UTF-8";${minify(inline(url))}\n`;

  function inline(url, layer) {
    const folder = path.posix.dirname(url);
    const text = withoutComments(readFileSync(fileFor(url), "utf8"))
      .replace(URL_REFERENCE, (whole, reference) =>
        reference.endsWith(".css")
          ? whole
          : `url("${path.posix.relative(targetFolder, path.posix.join(folder, reference))}")`)
      .replace(IMPORT, (_, reference, name) => {
        const content = inline(path.posix.join(folder, reference), name);
        return name ? `@layer ${name} {${content}}` : content;
      });
    return layer === "tokens" ? withLightFallback(text, dark) : text;
  }
}

/**
 * Browsers before May 2024 know no light-dark(): they get the light half. A dark field gets
 * the dark half of what the rules above it have named so far.
 */
function withLightFallback(text, dark) {
  return text.replace(RULE, (rule, selector, body) => {
    const pairs = [...body.matchAll(/(--[\w-]+):\s*light-dark\((.+)\);/g)].map(([, name, halves]) =>
      [name, ...splitHalves(halves)]);
    pairs.forEach(([name, , darkHalf]) => dark.set(name, darkHalf));
    const isDarkField = /color-scheme: dark/.test(body) && !/data-theme/.test(selector);
    const fallback = isDarkField
      ? [...dark].map(([name, value]) => `${name}: ${value};`)
      : pairs.map(([name, light]) => `${name}: ${light};`);
    if (/color-scheme: light dark/.test(body)) fallback.unshift("color-scheme: light;");
    return fallback.length && !/important/.test(body)
      ? `${rule}\n${NO_LIGHT_DARK} {${selector}{${fallback.join("")}}}`
      : rule;
  });
}

/** Split "a(b, c), d" at its outermost comma. */
function splitHalves(text) {
  let depth = 0;
  const comma = [...text].findIndex((sign) => {
    depth += { "(": 1, ")": -1 }[sign] ?? 0;
    return sign === "," && depth === 0;
  });
  return [text.slice(0, comma).trim(), text.slice(comma + 1).trim()];
}

function withoutComments(text) {
  return text.replace(/\/\*[^]*?\*\//g, "");
}

/** Lightly: strings stay, and so does every space that could mean something in a selector. */
function minify(text) {
  return text
    .split(/("[^"]*")/)
    .map((part, index) =>
      index % 2
        ? part
        : part
            .replace(/\s+/g, " ")
            .replace(/ ?([{};]) ?/g, "$1")
            .replace(/, /g, ",")
            .replace(/;}/g, "}")
            .replace(/([{;]--?[\w-]+|[{;][\w-]+): /g, "$1:"))
    .join("")
    .trim();
}
