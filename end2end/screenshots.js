// Pictures of every page at three widths, in both themes and both languages:
// `node end2end/screenshots.js URL [PAGE …]`.

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";

const [url, ...only] = process.argv.slice(2);
if (!url) throw new Error("usage: node end2end/screenshots.js URL [PAGE …]");
const folder = `${import.meta.dirname}/screenshots`;
mkdirSync(folder, { recursive: true });

const WIDTHS = [390, 768, 1440];
const first = await (await fetch(`${url}/api/v1/listings?include=facets`)).json();
const city = first.facets.cities[0].value;
const home = first.results.find((/** @type {{ photo: unknown }} */ listing) => listing.photo) ?? first.results[0];
const { agent } = await (await fetch(`${url}/api/v1/listings/${home.id}`)).json();
const compared = first.results.slice(0, 4).map((/** @type {{ id: number }} */ listing) => listing.id);
/** @type {Record<string, string | undefined>} */
const ALL = {
  home: "/",
  search: "/listings",
  "search-filtered": `/listings?city=${city}&rooms=1,2&rent_max=6000&sort=rent_up`,
  "search-empty": "/listings?rent_min=900000&rooms=2",
  listing: `/listings/${home.id}`,
  map: `/map?city=${city}`,
  stats: `/stats?city=${city}`,
  compare: `/compare?ids=${compared}`,
  favourites: "/favourites",
  history: "/history",
  cities: "/cities",
  city: `/cities/${city}`,
  district: home.district && `/districts/${home.district.id}`,
  "business-district": home.business_district && `/business-districts/${home.business_district.id}`,
  estate: home.estate && `/estates/${home.estate.id}`,
  agent: agent && `/agents/${agent.id}`,
  "not-found": "/nowhere",
  offline: "/offline",
};
const PAGES = Object.entries(ALL).filter(([name, path]) => path && (only.length === 0 || only.includes(name)));

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [colorScheme, locale] of /** @type {const} */ ([["light", "zh-CN"], ["dark", "zh-CN"], ["light", "en"], ["dark", "en"]])) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 900 },
      deviceScaleFactor: width < 500 ? 2 : 1,
      hasTouch: width < 500,
      colorScheme,
      locale,
    });
    const page = await context.newPage();
    const look = [width, colorScheme, locale.slice(0, 2)].join("-");
    for (const [name, path] of PAGES) {
      await page.goto(`${url}${path}`);
      if (name !== "offline") await takenOver(page);
      await settled(page);
      await page.screenshot({ path: `${folder}/${name}-${look}.png` });
      await page.screenshot({ path: `${folder}/${name}-${look}-full.png`, fullPage: true });
    }
    if (width < 500) {
      await page.goto(`${url}/listings`);
      await takenOver(page);
      await page.locator(".open-filters").tap();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}/filters-${look}.png` });
    }
    await context.close();
    console.log(look);
  }
}
await browser.close();
console.log(`Pictures are in ${folder}`);

/** Gives the page a sign of a person, and waits until it answers to script. */
async function takenOver(/** @type {import("@playwright/test").Page} */ page) {
  await page.mouse.move(1, 1);
  await page.locator("body[data-hydrated]").waitFor({ state: "attached" });
}

/** Scrolls through the page, so that lazy pictures load, and back. */
async function settled(/** @type {import("@playwright/test").Page} */ page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      window.scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 30));
    }
    window.scrollTo(0, 0);
    // What a narrow screen hides never loads.
    const shown = [...document.images].filter((image) => image.checkVisibility());
    const patience = new Promise((done) => setTimeout(done, 3_000));
    await Promise.race([patience, Promise.all(shown.map((image) => image.decode().catch(() => undefined)))]);
  });
}
