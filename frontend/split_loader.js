// Makes what loads the lazy parts of the page small, which the linker writes at length:
//
//   node frontend/split_loader.js SITE
//
// Every visit loads this file. Its name stays: it comes from what the linker wrote.
import { transformSync } from "esbuild";
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const [site] = process.argv.slice(2);
if (!site) throw new Error("usage: node frontend/split_loader.js SITE");
const pkg = join(site, "pkg");
const loaders = readdirSync(pkg).filter((file) => /^__wasm_split\..*js$/.test(file));
if (loaders.length !== 1) throw new Error(`${pkg} has ${loaders.length} loaders of lazy parts`);

for (const file of loaders.map((name) => join(pkg, name))) {
  const { code } = transformSync(readFileSync(file, "utf8"), { format: "esm", minify: true });
  writeFileSync(file, code);
  writeFileSync(`${file}.br`, brotliCompressSync(code));
  writeFileSync(`${file}.gz`, gzipSync(code, { level: 9 }));
}
