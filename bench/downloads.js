// Whole searches as files: how long they take, and that memory does not grow with their rows.

import { get } from "node:http";
import { demoData, say } from "./data.js";
import { serve } from "./processes.js";

const FEW = 32_000;
const MANY = 320_000;
const AT_ONCE = 4;
const MEGABYTES_PER_BYTE = 2 ** -20;
/** A file holds on to the order of its rows, eight bytes each; nothing else of it may grow. */
const BYTES_PER_ROW = 8;
/** Growth in MB that says nothing: what was freed is given back a little later. */
const NOISE = 12;
const SAMPLE_MS = 5;

/** @typedef {import("./table.js").Row} Row */

/**
 * @param {string} work
 * @returns {Promise<Row[]>}
 */
export async function downloads(work) {
  const few = await measured(await demoData(work, FEW));
  const many = await measured(await demoData(work, MANY));
  /** @type {Row[]} */
  const rows = [];
  for (const [at, { figure, seconds, growth, files }] of many.entries()) {
    const small = few[at]?.growth ?? NaN;
    const order = files * BYTES_PER_ROW * (MANY - FEW) * MEGABYTES_PER_BYTE;
    rows.push({ figure: `${figure} of ${MANY} homes`, unit: "s", measured: seconds });
    rows.push({ figure: `  memory for it with ${FEW} homes`, unit: "MB", measured: small });
    rows.push({ figure: `  with ${MANY} homes`, unit: "MB", most: small + order + NOISE, measured: growth });
  }
  return rows;
}

/**
 * Seconds for each kind of file, and how much memory the product takes for it beyond what it had before any.
 * @param {string} data
 */
async function measured(data) {
  const product = await serve(data);
  const { count: total } = await (await fetch(`${product.url}/api/v1/listings`)).json();
  const before = product.memory().anonymous;
  const found = [];
  for (const [figure, paths] of /** @type {[string, string[]][]} */ ([
    ["CSV", ["csv"]],
    ["JSON Lines", ["jsonl"]],
    [`${AT_ONCE} files at once`, Array.from({ length: AT_ONCE }, (_, file) => (file % 2 ? "jsonl" : "csv"))],
  ])) {
    say(`Downloading ${figure} of ${total} homes`);
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, product.memory().anonymous)), SAMPLE_MS);
    const started = performance.now();
    const files = paths.map(async (ending) => {
      const rows = (await lines(`${product.url}/api/v1/listings.${ending}`)) - (ending === "csv" ? 1 : 0);
      if (rows !== total) throw new Error(`the ${ending} file has ${rows} rows of ${total}`);
    });
    await Promise.all(files);
    clearInterval(watch);
    const seconds = (performance.now() - started) / 1000;
    found.push({ figure, seconds, growth: most - before, files: paths.length });
  }
  await product.stop();
  return found;
}

/**
 * How many lines the file at `url` has; an error where it breaks off.
 * @param {string} url
 * @returns {Promise<number>}
 */
async function lines(url) {
  return await new Promise((resolve, reject) => {
    const sent = get(url, (answer) => {
      let count = 0;
      answer.on("data", (/** @type {Buffer} */ chunk) => {
        for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) count++;
      });
      answer.on("error", reject);
      answer.on("end", () => {
        if (answer.statusCode === 200 && answer.complete) resolve(count);
        else reject(new Error(`${url} is answered with ${answer.statusCode}, or breaks off`));
      });
    });
    sent.on("error", reject);
  });
}
