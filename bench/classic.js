// What clients of the classic system get, beside what the classic system gave them at its best: ten times as
// much without the cache, and twice that again with it.

import { rmSync } from "node:fs";
import { writeClassic } from "./classic_csv.js";
import { made, say } from "./data.js";
import { load, serve, zufang } from "./processes.js";

const HOMES = 100_000;
/** With the cache, so many times as much as without. */
const MORE = 2;
const DEEP_PAGE = 10_000;
const DEEP = `page ${DEEP_PAGE.toLocaleString("en")}`;
/** So many times as much as the first page it may cost. */
const DEEP_MAX = 2;
const MEMORY_MAX = 200;
const IMPORT_MEMORY_MAX = 250;
const KEYWORDS = ["地铁", "精装", "采光好", "拎包入住", "南北通透"];
/** Homes that are looked at closely. */
const SEEN = 500;

/** @typedef {import("./table.js").Row} Row */

/**
 * @param {string} work
 * @param {number} seconds
 * @returns {Promise<Row[]>}
 */
export async function classic(work, seconds) {
  const source = await tables(work);
  /** @type {Row[]} */
  const rows = [];
  const data = `${work}/classic`;
  say(`Importing ${source} into an empty database, with indexing`);
  rmSync(data, { recursive: true, force: true });
  await zufang(data, "migrate");
  const imported = await zufang(data, "import", "classic", source, "--rejects", `${work}/classic.rejects.csv`);
  rows.push({ figure: "import of a classic system with indexing", unit: "s", measured: imported.seconds });
  rows.push({ figure: "  resident memory at most", unit: "MB", most: IMPORT_MEMORY_MAX, measured: imported.peak });
  for (const cached of [false, true]) {
    const product = await serve(data, { ZUFANG_RESPONSE_CACHE: String(cached) });
    const suffix = cached ? ", cached" : "";
    /** @type {Map<string, number>} */
    const rates = new Map();
    for (const { figure, wanted, paths } of await requests(product.url)) {
      for (const path of paths) await look(product.url + path);
      say(`Load of ${seconds} s: classic ${figure}${suffix}`);
      const { rate, p99 } = await load(product.url, paths, seconds);
      rates.set(figure, rate);
      const least = cached ? wanted * MORE : wanted;
      rows.push({ figure: `classic ${figure}${suffix}`, unit: "requests/s", least, measured: rate });
      rows.push({ figure: "  p99", unit: "ms", measured: p99 });
    }
    if (!cached) {
      const times = (rates.get("first page") ?? NaN) / (rates.get(DEEP) ?? NaN);
      rows.push({ figure: `${DEEP} costs, beside the first`, unit: "times", most: DEEP_MAX, measured: times });
    }
    const memory = product.memory();
    rows.push({ figure: `resident memory after the classic load${suffix}`, unit: "MB", most: MEMORY_MAX, measured: memory.all });
    rows.push({ figure: "  at most", unit: "MB", most: MEMORY_MAX, measured: memory.peak });
    await product.stop();
  }
  return rows;
}

/**
 * The folder with the tables: the one that is named, else one that is written.
 * @param {string} work
 */
async function tables(work) {
  const named = process.env["ZUFANG_BENCH_CLASSIC"];
  if (named) return named;
  const folder = `${work}/classic-tables`;
  return await made(folder, `a classic system of ${HOMES} homes`, () => writeClassic(folder, HOMES));
}

/**
 * What is asked for: the requests that the classic system was measured with, about more than one home each
 * where that makes a difference.
 * @param {string} url
 */
async function requests(url) {
  const { count } = await look(`${url}/api/houseinfos/`);
  if (count < HOMES * 0.95) throw new Error(`${count} homes are not enough: ${HOMES} are wanted`);
  const filters = await narrow(url);
  const ids = [];
  for (let page = 1; ids.length < SEEN; page += 97) {
    const { results } = await look(`${url}/api/houseinfos/?size=50&page=${page}`);
    ids.push(...results.map((/** @type {{ houseid: number }} */ home) => home.houseid));
  }
  const list = (/** @type {string[]} */ terms) => terms.map((term) => `/api/houseinfos/${term}`);
  return [
    { figure: "first page", wanted: 5_750, paths: list([""]) },
    {
      figure: "district, price and type, by price",
      wanted: 5_610,
      paths: list(filters.map((filter) => `?${filter}&ordering=price`)),
    },
    { figure: "title keyword", wanted: 7_220, paths: list(KEYWORDS.map((word) => `?title=${encodeURIComponent(word)}`)) },
    { figure: DEEP, wanted: 6_410, paths: list([`?page=${DEEP_PAGE}`]) },
    { figure: "detail", wanted: 8_040, paths: list(ids.slice(0, SEEN).map((id) => `${id}/`)) },
  ];
}

/**
 * Districts, types and prices of homes that are there.
 * @param {string} url
 */
async function narrow(url) {
  const { results } = await look(`${url}/api/houseinfos/?size=50&page=20`);
  return results.map((/** @type {any} */ { district, type, price }) => {
    const prices = `minprice=${Math.floor(price * 0.7)}&maxprice=${Math.ceil(price * 1.3)}`;
    return `district=${district.distid}&${prices}&type=${type.typeid}`;
  });
}

/**
 * The answer, when it is one: with what was asked for in it.
 * @param {string} url
 */
async function look(url) {
  const answer = await fetch(url);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url} is answered with ${answer.status}: ${text}`);
  const body = JSON.parse(text);
  const isEmpty = "results" in body ? body.results.length === 0 || body.count === 0 : !body.houseid || !body.title;
  if (isEmpty) throw new Error(`${url} is answered with nothing: ${text}`);
  return body;
}
