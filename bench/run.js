// Measures the product and prints each figure beside its target and beside the bare server.

import { existsSync, rmSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { accounts, SOMEBODY } from "./accounts.js";
import { desk, fillDesk, makeAgency } from "./desk.js";
import { writeListings } from "./listings_csv.js";
import { mapViews } from "./map_views.js";
import { photos, PUBLISHER } from "./photos.js";
import { createAccount, load, serve, serveBare, zufang } from "./processes.js";
import { searches, vocabulary } from "./searches.js";
import { transferred } from "./sizes.js";
import { print } from "./table.js";

const work = process.env.ZUFANG_BENCH_DIR;
const seconds = Number(process.env.ZUFANG_BENCH_SECONDS ?? 10);
const LISTINGS = 100_000;
const MANY = 320_000;
const ROWS = 165_376;
const rows = [];
const say = (text) => console.log(`\x1b[1m==>\x1b[0m ${text}`);

const data = await demoData(LISTINGS);

say("Starting on existing data");
const starts = [];
for (let time = 0; time < 3; time++) {
  const product = await serve(data);
  starts.push(product.startSeconds);
  await product.stop();
}
starts.sort((a, b) => a - b);
rows.push({ figure: "start with existing data", unit: "s", most: 1.5, measured: starts[1] });

const product = await serve(data);
const words = await vocabulary(product.url);
const everywhere = await searches(product.url, words, 1000, { alwaysInCity: false });
const inCities = await searches(product.url, words, 1000, { alwaysInCity: true });

await measure("page of 20 as JSON", { rate: 6000, p99: 10 },
  everywhere.map((search) => `/api/v1/listings?${search}`));
await measure("JSON with facets and statistics, in a city", { rate: 1500, p99: 30 },
  inCities.map((search) => `/api/v1/listings?include=facets,statistics&${search}`));
await measure("search page as HTML", { rate: 600, p99: 60 },
  everywhere.map((search) => `/listings?${search}`));
await measure("search page as HTML, sent as brotli", {},
  everywhere.map((search) => `/listings?${search}`), ["Accept-Encoding: br"]);

const memory = product.memory();
rows.push({ figure: "resident memory after the load", unit: "MB", most: 200, measured: memory.all });
rows.push({ figure: "  of it not backed by files", unit: "MB", measured: memory.anonymous });

say("Weighing the first visit of the search page");
const sizes = await transferred(`${product.url}/listings`);
rows.push({ figure: "first visit, brotli: HTML", unit: "KB", most: 25, measured: sizes.html });
rows.push({ figure: "first visit, brotli: CSS", unit: "KB", most: 30, measured: sizes.css });
rows.push({ figure: "first visit, brotli: wasm and scripts", unit: "KB", most: 250, measured: sizes.code });
say("Recognising people, and checking their passwords");
rows.push(...(await accounts(product.url, seconds)));
say("Working at the console");
rows.push(...(await desk(product.url, seconds, PUBLISHER)));
say("Drawing twelve photos");
rows.push(...(await photos(product.url, work, seconds)));
await product.stop();

const many = await serve(await demoData(MANY));
const manyWords = await vocabulary(many.url);
const manySearches = await searches(many.url, manyWords, 300, { alwaysInCity: false });
await measureAlone(many.url, `statistics of all ${MANY} homes`, 25, ["/api/v1/market"]);
await measureAlone(many.url, "statistics of searches among them", 25,
  manySearches.map((search) => `/api/v1/market?${search}`));
const views = await mapViews(many.url, 10_000);
await measureAlone(many.url, "map, 10,000 homes in view", 10, views.map((view) => `/api/v1/map?${view}&zoom=13`));
await measureAlone(many.url, "map of searches, by district", 10,
  manySearches.map((search) => `/api/v1/map?${search}&view=73,18,135,54&zoom=10`));
await many.stop();

let file = process.env.ZUFANG_BENCH_CSV;
if (!file) {
  file = `${work}/listings.csv`;
  say(`Writing ${ROWS} rows to ${file}`);
  await writeListings(file, ROWS);
}
say(`Importing ${file} into an empty database, with indexing`);
const imported = `${work}/imported`;
rmSync(imported, { recursive: true, force: true });
await zufang(imported, "migrate");
rows.push({
  figure: "import with indexing", unit: "s", most: 40, measured: await zufang(imported, "import", "listings", file),
});

say(`On ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`);
print(rows);

/** A data folder with `count` demo listings and their index, made once. */
async function demoData(count) {
  const data = `${work}/listings-${count}-desk`;
  if (existsSync(`${data}/complete`)) return data;
  say(`Making ${count} demo listings in ${data} (once)`);
  rmSync(data, { recursive: true, force: true });
  await zufang(data, "migrate");
  await zufang(data, "demo", "--listings", String(count), "--seed", "1");
  await createAccount(data, SOMEBODY);
  await createAccount(data, PUBLISHER);
  await makeAgency(data);
  // The first start may build the index; what is measured are later ones.
  const product = await serve(data);
  await fillDesk(product.url, PUBLISHER);
  await product.stop();
  writeFileSync(`${data}/complete`, "");
  return data;
}

/** Latency of one request after the other: what a person waits for on a machine that is not busy. */
async function measureAlone(url, figure, p99, paths) {
  say(`Load of ${seconds} s, one at a time: ${figure}`);
  const loaded = await load(url, paths, seconds, { connections: 1 });
  rows.push({ figure: `${figure}: p99`, unit: "ms", most: p99, measured: loaded.p99 });
}

async function measure(figure, { rate, p99 }, paths, headers = []) {
  say(`Load of ${seconds} s: ${figure}`);
  const response = await fetch(product.url + paths[0]);
  const loaded = await load(product.url, paths, seconds, { headers });
  const bare = await serveBare(response);
  const bareLoaded = await load(bare.url, paths, seconds, { headers });
  await bare.stop();
  rows.push({ figure, unit: "requests/s", least: rate, measured: loaded.rate, bare: bareLoaded.rate });
  rows.push({ figure: "  p99", unit: "ms", most: p99, measured: loaded.p99, bare: bareLoaded.p99 });
}
