// Bundles the service worker of a built site, with the names of the site's files in it:
//
//   node frontend/service_worker/build.js SITE
//
// SITE/pkg has to be complete. Maps and charts do not belong to the shell: they are large, and nobody
// needs them without a network; nor does what only the pages of accounts, of the console and of the API need.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const [site] = process.argv.slice(2);
if (!site) throw new Error("usage: node frontend/service_worker/build.js SITE");
const here = dirname(fileURLToPath(import.meta.url));
const pkg = join(site, "pkg");

/** @type {Record<string, string>} */
const modules = JSON.parse(readFileSync(join(pkg, "modules.json"), "utf8"));
const LARGE = ["map", "charts", "photo-board", "point-picker", "desk", "api-docs", "api-docs-style"];
const needed = new Set(Object.entries(modules).flatMap(([name, file]) => (LARGE.includes(name) ? [] : [file])));
// What modules share lies in files of its own. Added while the set is walked: chunks import chunks.
for (const file of needed)
  for (const [, chunk] of readFileSync(join(pkg, file), "utf8").matchAll(/["']\.\/(chunk[^"']+\.js)["']/g)) needed.add(chunk ?? "");

const manifest = readdirSync(pkg).find((file) => /^__wasm_split_manifest.*\.json$/.test(file));
if (!manifest) throw new Error(`${pkg} has no manifest of the lazy parts`);
/** The files of each lazy part. @type {Record<string, string[]>} */
const parts = JSON.parse(readFileSync(join(pkg, manifest), "utf8"));
const ONLINE = /^__(account|desk)_route_view_/;
const filesOf = (/** @type {boolean} */ online) =>
  Object.entries(parts).flatMap(([part, files]) => (ONLINE.test(part) === online ? files.map((file) => `${file}.wasm`) : []));
const offline = new Set(filesOf(false));
const online = new Set(filesOf(true).filter((file) => !offline.has(file)));
if (online.size === 0) throw new Error("the parts of accounts and of the console have other names now");

const ofModules = new Set([...Object.values(modules), ...needed]);
const shell = readdirSync(pkg)
  .filter((file) => (/\.(css|js|wasm)$/.test(file) && !online.has(file)) || file === manifest)
  .filter((file) => needed.has(file) || !(ofModules.has(file) || /^chunk.*\.js$/.test(file)))
  .sort()
  .map((file) => `/pkg/${file}`);
const source = readFileSync(join(here, "worker.ts")) + readFileSync(join(here, "../modules/offline/rules.ts"), "utf8");
const hash = createHash("sha256").update(shell.join("\n")).update(source).digest("hex").slice(0, 16);

await build({
  entryPoints: [join(here, "worker.ts")],
  outfile: join(site, "sw.js"),
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome123", "edge123", "firefox121", "safari17.5"],
  define: { BUILD: JSON.stringify(hash), SHELL: JSON.stringify(shell) },
  logLevel: "warning",
});
