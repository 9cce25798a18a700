// What accounts cost: recognising who sends a request, and checking many passwords beside it.

import { load } from "./processes.js";

/** An account that `run.js` makes: those of the demo data do not work in production. */
export const SOMEBODY = { login: "bench-renter", password: "measured, not guessed" };

/** @typedef {import("./table.js").Row} Row */

/**
 * @param {string} url
 * @param {number} seconds
 * @returns {Promise<Row[]>}
 */
export async function accounts(url, seconds) {
  const session = await post(`${url}/api/v1/session`, SOMEBODY);
  if (!session.ok) throw new Error(`the account cannot sign in: ${session.status} ${await session.text()}`);
  const { access_token: token } = await session.json();
  const page = ["/api/v1/suggestions?q=wangjing"];
  const alone = { connections: 1 };
  // In turns, for the machine is noisy: what recognising costs is the middle of the differences.
  const costs = [];
  for (let turn = 0; turn < 5; turn++) {
    const anybody = await load(url, page, seconds / 5, alone);
    const known = await load(url, page, seconds / 5, { ...alone, headers: [`Authorization: Bearer ${token}`] });
    costs.push((known.p50 - anybody.p50) * 1000);
  }
  costs.sort((a, b) => a - b);

  const idle = await load(url, ["/listings"], seconds, alone);
  let checking = true;
  // Right passwords: wrong ones would be slowed down.
  const checks = Array.from({ length: 1000 }, async () => {
    if (checking) await post(`${url}/api/v1/session`, SOMEBODY).catch(() => undefined);
  });
  const busy = await load(url, ["/listings"], seconds, alone);
  checking = false;
  await Promise.all(checks);
  return [
    { figure: "recognising who sends a request: p50", unit: "µs", most: 60, measured: costs[2] ?? NaN },
    { figure: "search page while 1,000 passwords are checked: p99 ÷ idle", unit: "×", most: 3, measured: busy.p99 / idle.p99 },
  ];
}

/**
 * @param {string} address
 * @param {unknown} body
 */
function post(address, body) {
  return fetch(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
}
