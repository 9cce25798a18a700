// What photos cost: twelve large ones are drawn in the background, while people look at pages.

import { execFile } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { promisify } from "node:util";
import { load } from "./processes.js";

/** An account that `run.js` makes, and that may give every home photos. */
export const PUBLISHER = { login: "bench-admin", password: "measured, not guessed", role: "admin", phone: "13800138001" };

const COUNT = 12;

/** @typedef {import("./table.js").Row} Row */

/**
 * @param {string} url
 * @param {string} work
 * @param {number} seconds
 * @returns {Promise<Row[]>}
 */
export async function photos(url, work, seconds) {
  const session = await fetch(`${url}/api/v1/session`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ login: PUBLISHER.login, password: PUBLISHER.password }),
  });
  if (!session.ok) throw new Error(`the account cannot sign in: ${session.status} ${await session.text()}`);
  const { access_token: token } = await session.json();
  const headers = { authorization: `Bearer ${token}` };
  const found = await (await fetch(`${url}/api/v1/listings`)).json();
  const address = `${url}/api/v1/listings/${found.results[0].id}/photos`;
  const known = new Set((await list()).map(({ id }) => id));
  const folder = `${work}/large-photos`;
  rmSync(folder, { recursive: true, force: true });
  // Others each time: what was drawn once is not drawn again.
  const seed = String(Date.now() % 1_000_000);
  await promisify(execFile)(`${process.env.ZUFANG_BENCH_LARGE_PHOTOS}`, [folder, String(COUNT), seed]);

  const idle = await load(url, ["/listings"], seconds, { connections: 1 });
  const started = performance.now();
  for (let number = 0; number < COUNT; number++) {
    const body = readFileSync(`${folder}/${number}.jpg`);
    const sent = await fetch(address, { method: "POST", headers, body });
    if (!sent.ok) throw new Error(`a photo was not taken: ${sent.status} ${await sent.text()}`);
  }
  const loading = load(url, ["/listings"], seconds, { connections: 1 });
  const own = async () => (await list()).filter(({ id }) => !known.has(id));
  while ((await own()).some(({ state }) => state === "waiting")) {
    await new Promise((done) => setTimeout(done, 200));
  }
  const drawn = (performance.now() - started) / 1000;
  const busy = await loading;
  for (const { id, state } of await own()) {
    if (state !== "ready") throw new Error("a photo could not be drawn");
    await fetch(`${address}/${id}`, { method: "DELETE", headers });
  }
  rmSync(folder, { recursive: true, force: true });
  return [
    { figure: `${COUNT} photos of 8 MB, from the first byte until all are ready`, unit: "s", most: 25, measured: drawn },
    { figure: "search page while they are drawn: p99 ÷ idle", unit: "×", most: 2, measured: busy.p99 / idle.p99 },
  ];

  /** @returns {Promise<{ id: number, state: string }[]>} */
  async function list() {
    const answer = await fetch(address, { headers });
    if (!answer.ok) throw new Error(`photos cannot be listed: ${answer.status} ${await answer.text()}`);
    return (await answer.json()).photos;
  }
}
