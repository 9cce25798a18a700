// Lighthouse on the pages renters see first, on a phone: `node bench/lighthouse.js URL [RUNS] [PAGE …]`.
// Medians beside the targets; ends with 1 when a target is missed.

import { launch } from "chrome-launcher";
import lighthouse from "lighthouse";
import { print } from "./table.js";

const [url, runs = "5", ...only] = process.argv.slice(2);
if (!url) throw new Error("usage: node bench/lighthouse.js URL [RUNS] [PAGE …]");

const first = await (await fetch(`${url}/api/v1/listings?include=facets`)).json();
const city = first.facets.cities[0].value;
const home = first.results.find((/** @type {{ photo: unknown }} */ listing) => listing.photo) ?? first.results[0];
/** @type {Record<string, string>} */
const PAGES = {
  home: "/",
  search: `/listings?city=${city}`,
  listing: `/listings/${home.id}`,
  map: `/map?city=${city}`,
  stats: `/stats?city=${city}`,
};
const FIGURES = [
  { figure: "performance", unit: "", least: 95, of: score("performance") },
  { figure: "accessibility", unit: "", least: 100, of: score("accessibility") },
  { figure: "best practices", unit: "", least: 100, of: score("best-practices") },
  { figure: "SEO", unit: "", least: 100, of: score("seo") },
  { figure: "LCP", unit: "s", most: 1.8, of: value("largest-contentful-paint", 1000) },
  { figure: "CLS", unit: "", most: 0.02, of: value("cumulative-layout-shift", 1) },
  { figure: "TBT", unit: "ms", most: 150, of: value("total-blocking-time", 1) },
];

const chrome = await launch({ chromePath: "/usr/bin/chromium", chromeFlags: ["--headless=new", "--no-sandbox", "--disable-gpu"] });
const rows = [];
const complaints = new Set();
for (const [page, path] of Object.entries(PAGES)) {
  if (only.length && !only.includes(page)) continue;
  const results = [];
  for (let run = 0; run < Number(runs); run++) {
    const result = await lighthouse(url + path, { port: chrome.port, logLevel: "error" });
    if (!result) throw new Error(`Lighthouse has nothing to say about ${path}`);
    results.push(result.lhr);
  }
  for (const { figure, of, ...target } of FIGURES) {
    rows.push({ figure: `${page}: ${figure}`, measured: median(results.map(of)), ...target });
  }
  for (const lhr of results) for (const complaint of failed(lhr)) complaints.add(`${page}: ${complaint}`);
}
await chrome.kill();

print(rows);
for (const complaint of complaints) console.log(complaint);
// NaN, where nothing was measured, meets no target.
const missed = rows.filter(({ measured, least, most }) => !(measured >= (least ?? -Infinity) && measured <= (most ?? Infinity)));
process.exit(missed.length ? 1 : 0);

/** @typedef {import("lighthouse").Result} Result */

function score(/** @type {string} */ category) {
  return (/** @type {Result} */ lhr) => Math.round((lhr.categories[category]?.score ?? 0) * 100);
}

function value(/** @type {string} */ audit, /** @type {number} */ divisor) {
  return (/** @type {Result} */ lhr) => (lhr.audits[audit]?.numericValue ?? Infinity) / divisor;
}

function median(/** @type {number[]} */ values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** What keeps the page from a full score outside performance. */
function failed(/** @type {Result} */ lhr) {
  return ["accessibility", "best-practices", "seo"].flatMap((category) =>
    (lhr.categories[category]?.auditRefs ?? [])
      .filter(({ id, weight }) => weight > 0 && (lhr.audits[id]?.score ?? 1) < 1)
      .map(({ id }) => `${id}: ${lhr.audits[id]?.title}`),
  );
}
