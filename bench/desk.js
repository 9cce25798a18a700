// What the console costs an agency and its moderators: lists of 10,000 homes, saving one, and how soon it is found.

import { createAccount, load } from "./processes.js";

const PASSWORD = "measured, not guessed";
const AGENCY = { login: "bench-agency", password: PASSWORD, role: "landlord", phone: "13800138100" };
const RENTERS = Array.from({ length: 25 }, (_, number) => ({
  login: `bench-renter-${number}`,
  password: PASSWORD,
  phone: `138001382${String(number).padStart(2, "0")}`,
}));
const HOMES = 10_000;
const ROWS_PER_FILE = 5_000;
const PUBLIC = 1_000;
const QUESTIONS_PER_RENTER = 40;
const HEAD = "external_id,mode,city,district,estate_name,rent,area,rooms,title";
const DISTRICTS = ["110105", "110108", "110101", "110106"];

/** @typedef {import("./table.js").Row} Row */

/**
 * Makes the accounts, in the data of a server that is not running.
 * @param {string} data
 */
export async function makeAgency(data) {
  for (const account of [AGENCY, ...RENTERS]) await createAccount(data, account);
}

/**
 * Brings the homes in as files, has some approved, and has people ask about them.
 * @param {string} url
 * @param {{ login: string, password: string }} admin
 */
export async function fillDesk(url, admin) {
  const agency = await signedIn(url, AGENCY);
  const moderator = await signedIn(url, admin);
  for (let first = 0; first < HOMES; first += ROWS_PER_FILE) {
    const rows = Array.from({ length: ROWS_PER_FILE }, (_, row) => homeRow(first + row));
    const { id } = await agency("POST", "/account/imports?name=homes.csv", [HEAD, ...rows].join("\n"));
    for (let waiting = 1; waiting > 0; ) ({ waiting } = await agency("POST", `/account/imports/${id}/application`));
  }
  const homes = [];
  for (let page = 1; homes.length < PUBLIC; page++) {
    const { results } = await agency("GET", `/account/listings?page=${page}`);
    homes.push(...results.map((/** @type {{ id: number }} */ { id }) => id));
  }
  for (const home of homes.slice(0, PUBLIC)) await approve(moderator, home);
  for (const [number, renter] of RENTERS.entries()) {
    const ask = await signedIn(url, renter);
    for (let question = 0; question < QUESTIONS_PER_RENTER; question++) {
      const listing = homes[number * QUESTIONS_PER_RENTER + question];
      await ask("POST", "/enquiries", { listing, message: "请问还在租吗？周末可以看房吗？" });
    }
  }
}

/**
 * @param {string} url
 * @param {number} seconds
 * @param {{ login: string, password: string }} admin
 * @returns {Promise<Row[]>}
 */
export async function desk(url, seconds, admin) {
  const agency = await signedIn(url, AGENCY);
  const moderator = await signedIn(url, admin);
  const alone = { connections: 1, headers: [`Authorization: Bearer ${agency.token}`] };
  /** @type {Row[]} */
  const rows = [];
  const lists = {
    "own homes": ["", "?page=2", "?page=500"].map((terms) => `/api/v1/account/listings${terms}`),
    "own homes of a part": ["published", "in_review", "draft"].flatMap((shelf) =>
      ["", "&page=40"].map((page) => `/api/v1/account/listings?shelf=${shelf}${page}`),
    ),
    "own homes by words": ["望京", "花园 77", "9", "阳光"].map((q) => `/api/v1/account/listings?q=${encodeURIComponent(q)}`),
    "own homes in order": ["rent_up", "rent_down&page=300", "confirmed"].map((sort) => `/api/v1/account/listings?sort=${sort}`),
    enquiries: ["", "&unread=true", "&page=20"].map((terms) => `/api/v1/enquiries?side=host${terms}`),
    viewings: ["/api/v1/viewings?side=host"],
    dashboard: ["", "?span=90&page=3"].map((terms) => `/api/v1/account/dashboard${terms}`),
  };
  for (const [name, paths] of Object.entries(lists)) {
    const { p99 } = await load(url, paths, seconds / 2, alone);
    rows.push({ figure: `${name}, among ${HOMES}: p99`, unit: "ms", most: 50, measured: p99 });
  }

  const moderating = { connections: 1, headers: [`Authorization: Bearer ${moderator.token}`] };
  const queue = await load(url, ["", "?page=20"].map((terms) => `/api/v1/moderation${terms}`), seconds / 2, moderating);
  rows.push({ figure: `what waits for moderators, of ${HOMES - PUBLIC}: p99`, unit: "ms", most: 50, measured: queue.p99 });

  const { listings } = await agency("GET", "/account/listings?shelf=published");
  const home = listings[0].id;
  const saves = [];
  for (let turn = 0; turn < 200; turn++) {
    const { version, form } = await agency("GET", `/listings/${home}/edit`);
    saves.push(await timed(() => agency("PUT", `/listings/${home}/edit`, { version, form: { ...form, detail: `第 ${turn} 次修改` } })));
  }
  await agency("DELETE", `/listings/${home}/edit`);
  rows.push({ figure: "saving a home: p99", unit: "ms", most: 30, measured: percentile(saves, 0.99) });

  const found = [];
  for (const { id } of listings.slice(1, 11)) {
    const word = `bench${id}x${Date.now().toString(36)}`;
    const { version, form } = await agency("GET", `/listings/${id}/edit`);
    await agency("PUT", `/listings/${id}/edit`, { version, form: { ...form, title: `${word} 阳光两居` } });
    const saved = await agency("GET", `/listings/${id}/edit`);
    await agency("PUT", `/listings/${id}/submission`, { version: saved.version });
    await approve(moderator, id);
    const from = performance.now();
    while ((await (await fetch(`${url}/api/v1/listings?q=${word}`)).json()).count === 0) {
      if (performance.now() - from > 10_000) throw new Error(`${word} is not found`);
      await new Promise((done) => setTimeout(done, 10));
    }
    found.push((performance.now() - from) / 1000);
  }
  rows.push({ figure: "an approved home is found after, at most", unit: "s", most: 1, measured: Math.max(...found) });
  return rows;
}

/** @param {number} number */
function homeRow(number) {
  const title = `阳光两居 ${number}`;
  return [`B${number}`, "entire", "110100", DISTRICTS[number % 4], `望京花园 ${number % 97}`, 3000 + (number % 700) * 10, 40 + (number % 80), 1 + (number % 4), title].join(",");
}

/**
 * @param {Api} moderator
 * @param {number} home
 */
async function approve(moderator, home) {
  const review = await moderator("GET", `/moderation/${home}`);
  await moderator("POST", `/moderation/${home}/approval`, { version: review.version });
}

/**
 * @typedef {((method: string, path: string, body?: unknown) => Promise<any>) & { token: string }} Api
 * @param {string} url
 * @param {{ login: string, password: string }} account
 * @returns {Promise<Api>}
 */
async function signedIn(url, { login, password }) {
  /** @type {any} */
  const ask = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {unknown} */ body) => {
    /** @type {Record<string, string>} */
    const headers = { "content-type": typeof body === "string" ? "text/csv" : "application/json" };
    if (ask.token) headers["authorization"] = `Bearer ${ask.token}`;
    const sent = typeof body === "string" ? body : JSON.stringify(body);
    const answer = await fetch(`${url}/api/v1${path}`, { method, headers, body: body === undefined ? undefined : sent });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  };
  ask.token = (await ask("POST", "/session", { login, password })).access_token;
  return ask;
}

/** @param {() => Promise<unknown>} work */
async function timed(work) {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

/**
 * @param {number[]} values
 * @param {number} part
 */
function percentile(values, part) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? NaN;
}
