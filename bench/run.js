// Measures the product and prints each figure beside its target and beside the bare server. Arguments name
// the parts that are measured; without any it is all. Ends with 1 when a target is missed.

import { rmSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { accounts } from "./accounts.js";
import { classic } from "./classic.js";
import { demoData, deskData, say } from "./data.js";
import { desk } from "./desk.js";
import { downloads } from "./downloads.js";
import { writeListings } from "./listings_csv.js";
import { mapViews } from "./map_views.js";
import { photos, PUBLISHER } from "./photos.js";
import { load, serve, serveBare, zufang } from "./processes.js";
import { searches, vocabulary } from "./searches.js";
import { transferred } from "./sizes.js";
import { print } from "./table.js";

const work = process.env.ZUFANG_BENCH_DIR;
const seconds = Number(process.env.ZUFANG_BENCH_SECONDS ?? 10);
const LISTINGS = 100_000;
const MANY = 320_000;
const ROWS = 165_376;

const PARTS = {
  site,
  many,
  imports,
  classic: () => classic(work, seconds),
  downloads: () => downloads(work),
};
const asked = process.argv.slice(2);
const unknown = asked.filter((part) => !(part in PARTS));
if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(", ")}, but ${Object.keys(PARTS).join(", ")}`);

const rows = [];
for (const [name, measure] of Object.entries(PARTS)) {
  if (asked.length === 0 || asked.includes(name)) rows.push(...(await measure()));
}
say(`On ${cpus().length} × ${cpus()[0].model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB`);
process.exitCode = print(rows) ? 0 : 1;

/** Starting, searching, and what people do, with 100,000 homes. */
async function site() {
  const data = await deskData(work, LISTINGS);
  const rows = [];
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

  rows.push(...(await measure(product.url, "page of 20 as JSON", { rate: 6000, p99: 10 },
    everywhere.map((search) => `/api/v1/listings?${search}`))));
  rows.push(...(await measure(product.url, "JSON with facets and statistics, in a city", { rate: 1500, p99: 30 },
    inCities.map((search) => `/api/v1/listings?include=facets,statistics&${search}`))));
  rows.push(...(await measure(product.url, "search page as HTML", { rate: 600, p99: 60 },
    everywhere.map((search) => `/listings?${search}`))));
  rows.push(...(await measure(product.url, "search page as HTML, sent as brotli", {},
    everywhere.map((search) => `/listings?${search}`), ["Accept-Encoding: br"])));

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
  return rows;
}

/** What looks at every home, with 320,000 of them. */
async function many() {
  const rows = [];
  const product = await serve(await demoData(work, MANY));
  const words = await vocabulary(product.url);
  const everywhere = await searches(product.url, words, 300, { alwaysInCity: false });
  rows.push(await measureAlone(product.url, `statistics of all ${MANY} homes`, 25, ["/api/v1/market"]));
  rows.push(await measureAlone(product.url, "statistics of searches among them", 25,
    everywhere.map((search) => `/api/v1/market?${search}`)));
  const views = await mapViews(product.url, 10_000);
  rows.push(await measureAlone(product.url, "map, 10,000 homes in view", 10, views.map((view) => `/api/v1/map?${view}&zoom=13`)));
  rows.push(await measureAlone(product.url, "map of searches, by district", 10,
    everywhere.map((search) => `/api/v1/map?${search}&view=73,18,135,54&zoom=10`)));
  await product.stop();
  return rows;
}

/** Importing a file of listings. */
async function imports() {
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
  return [{
    figure: "import with indexing", unit: "s", most: 40, measured: (await zufang(imported, "import", "listings", file)).seconds,
  }];
}

/** Latency of one request after the other: what a person waits for on a machine that is not busy. */
async function measureAlone(url, figure, p99, paths) {
  say(`Load of ${seconds} s, one at a time: ${figure}`);
  const loaded = await load(url, paths, seconds, { connections: 1 });
  return { figure: `${figure}: p99`, unit: "ms", most: p99, measured: loaded.p99 };
}

/** Requests per second and latency under load, beside those of a bare server that answers the same. */
async function measure(url, figure, { rate, p99 }, paths, headers = []) {
  say(`Load of ${seconds} s: ${figure}`);
  const response = await fetch(url + paths[0]);
  const loaded = await load(url, paths, seconds, { headers });
  const bare = await serveBare(response);
  const bareLoaded = await load(bare.url, paths, seconds, { headers });
  await bare.stop();
  return [
    { figure, unit: "requests/s", least: rate, measured: loaded.rate, bare: bareLoaded.rate },
    { figure: "  p99", unit: "ms", most: p99, measured: loaded.p99, bare: bareLoaded.p99 },
  ];
}
