// Data folders that figures are measured on, each made once.

import { existsSync, rmSync, writeFileSync } from "node:fs";
import { SOMEBODY } from "./accounts.js";
import { fillDesk, makeAgency } from "./desk.js";
import { PUBLISHER } from "./photos.js";
import { createAccount, serve, zufang } from "./processes.js";

/** @param {string} text */
export const say = (text) => console.log(`\x1b[1m==>\x1b[0m ${text}`);

/**
 * A data folder with `count` demo listings, and an agency that works on more of them.
 * @param {string} work
 * @param {number} count
 */
export async function deskData(work, count) {
  return await madeData(`${work}/listings-${count}-desk`, `${count} demo listings and a desk`, async (data) => {
    await zufang(data, "demo", "--listings", String(count), "--seed", "1");
    await createAccount(data, SOMEBODY);
    await createAccount(data, PUBLISHER);
    await makeAgency(data);
    // The first start may build the index; what is measured are later ones.
    const product = await serve(data);
    await fillDesk(product.url, PUBLISHER);
    await product.stop();
  });
}

/**
 * A data folder with `count` demo listings and nothing else.
 * @param {string} work
 * @param {number} count
 */
export async function demoData(work, count) {
  return await madeData(`${work}/listings-${count}`, `${count} demo listings`, async (data) => {
    await zufang(data, "demo", "--listings", String(count), "--seed", "1");
  });
}

/**
 * A data folder, migrated and filled once.
 * @param {string} data
 * @param {string} what
 * @param {(data: string) => Promise<void>} fill
 */
export async function madeData(data, what, fill) {
  return await made(data, what, async () => {
    await zufang(data, "migrate");
    await fill(data);
  });
}

/**
 * A folder that is filled once. What is there of one that was broken off goes.
 * @param {string} folder
 * @param {string} what
 * @param {() => Promise<void>} fill
 */
export async function made(folder, what, fill) {
  if (existsSync(`${folder}/complete`)) return folder;
  say(`Making ${what} in ${folder} (once)`);
  rmSync(folder, { recursive: true, force: true });
  await fill();
  writeFileSync(`${folder}/complete`, "");
  return folder;
}
