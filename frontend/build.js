// Bundles the modules that pages load by name: every folder of frontend/modules with an index.ts; and the
// stylesheets that only some pages load.
//
//   node frontend/build.js [--outdir DIR] [--plain] [--compress] [--watch]
//     --outdir DIR  where the bundles and modules.json go (target/modules)
//     --plain       names without hashes, for a development server that rebuilds
//     --compress    also writes .br and .gz beside each file
//     --watch       again at every change
//   node frontend/build.js --test   bundles and runs the *.test.ts of the modules
//
// modules.json says which file holds which module; the server reads it when it starts.
import { build, context } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { brotliCompressSync, gzipSync } from "node:zlib";

const sources = join(dirname(fileURLToPath(import.meta.url)), "modules");
const root = resolve(sources, "../..");
const { values: options } = parseArgs({
  options: {
    outdir: { type: "string", default: join(root, "target/modules") },
    plain: { type: "boolean", default: false },
    compress: { type: "boolean", default: false },
    watch: { type: "boolean", default: false },
    test: { type: "boolean", default: false },
  },
});
const outdir = resolve(options.outdir);

/** Stylesheets beside the main one, by what modules.json calls them. @type {Record<string, string>} */
const styles = { desk: "desk.css", "api-docs-style": "api_docs.css" };

/** @type {import("esbuild").Plugin} */
const manifest = {
  name: "manifest",
  setup(step) {
    step.onEnd(({ metafile, errors }) => {
      if (errors.length > 0 || !metafile) return;
      /** @type {Record<string, string>} */
      const modules = {};
      for (const [path, output] of Object.entries(metafile.outputs)) {
        // What a module imports later has an entry of its own too.
        const entry = output.entryPoint ?? "";
        if (basename(entry) === "index.ts") modules[basename(dirname(entry))] = basename(path);
        for (const [name, style] of Object.entries(styles)) if (basename(entry) === style) modules[name] = basename(path);
        if (options.compress && /\.(js|css|geojson)$/.test(path)) compress(resolve(root, path));
      }
      writeFileSync(join(outdir, "modules.json"), `${JSON.stringify(modules, null, 2)}\n`);
    });
  },
};

/** @param {string} file */
function compress(file) {
  const content = readFileSync(file);
  writeFileSync(`${file}.br`, brotliCompressSync(content));
  writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
}

/** Files below the sources whose path ends with `end`. @param {string} end */
function sourcesEndingWith(end) {
  const files = readdirSync(sources, { recursive: true, encoding: "utf8" });
  return files.filter((file) => file.endsWith(end)).map((file) => join(sources, file));
}

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  format: "esm",
  logLevel: "warning",
  // Served as files of their own, by their address.
  loader: { ".geojson": "file" },
  external: ["*.svg", "*.webp"],
  publicPath: "/pkg",
};

async function test() {
  const folder = join(root, "target/modules-test");
  rmSync(folder, { recursive: true, force: true });
  await build({
    ...shared,
    entryPoints: sourcesEndingWith(".test.ts"),
    outdir: folder,
    outbase: sources,
    outExtension: { ".js": ".mjs" },
    platform: "node",
  });
  const built = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const tests = built.filter((file) => file.endsWith(".test.mjs")).map((file) => join(folder, file));
  return spawnSync(process.execPath, ["--test", ...tests], { stdio: "inherit" }).status ?? 1;
}

async function bundle() {
  mkdirSync(outdir, { recursive: true });
  if (!options.plain) {
    for (const file of readdirSync(outdir)) rmSync(join(outdir, file), { recursive: true });
  }
  const hash = options.plain ? "" : ".[hash]";
  const modules = readdirSync(sources).filter((name) => existsSync(join(sources, name, "index.ts")));
  const bundles = await context({
    ...shared,
    entryPoints: [
      ...modules.map((name) => ({ in: join(sources, name, "index.ts"), out: name })),
      ...Object.entries(styles).map(([name, style]) => ({ in: join(root, "style", style), out: name })),
    ],
    outdir,
    entryNames: `[name]${hash}`,
    assetNames: `[name]${hash}`,
    chunkNames: `chunk${options.plain ? "-[hash]" : hash}`,
    splitting: true,
    minify: !options.plain,
    sourcemap: options.plain,
    metafile: true,
    target: ["chrome123", "edge123", "firefox121", "safari17.5"],
    plugins: [manifest],
  });
  if (options.watch) {
    await bundles.watch();
  } else {
    await bundles.rebuild();
    await bundles.dispose();
  }
}

if (options.test) {
  process.exitCode = await test();
} else {
  await bundle();
}
