// Pictures of both pages at three widths, light and dark: `node end2end/screenshots.js URL`.

import { chromium } from "@playwright/test";
import { mkdirSync } from "node:fs";

const [url] = process.argv.slice(2);
if (!url) throw new Error("usage: node end2end/screenshots.js URL");
const folder = `${import.meta.dirname}/screenshots`;
mkdirSync(folder, { recursive: true });

const WIDTHS = [390, 768, 1440];
const first = await (await fetch(`${url}/api/v1/listings?include=facets`)).json();
const city = first.facets.cities[0].value;
const home = first.listings.find((/** @type {{ photo: unknown }} */ listing) => listing.photo) ?? first.listings[0];
const PAGES = {
  search: "/listings",
  "search-filtered": `/listings?city=${city}&rooms=1,2&rent_max=6000&sort=rent_up`,
  "search-empty": "/listings?rent_min=900000&rooms=2",
  listing: `/listings/${home.id}`,
};

const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
  for (const width of WIDTHS) {
    const context = await browser.newContext({
      viewport: { width, height: width < 500 ? 844 : 900 },
      deviceScaleFactor: width < 500 ? 2 : 1,
      hasTouch: width < 500,
      colorScheme,
      locale: "zh-CN",
    });
    const page = await context.newPage();
    for (const [name, path] of Object.entries(PAGES)) {
      await page.goto(url + path);
      await page.locator("body[data-hydrated]").waitFor({ state: "attached" });
      await settled(page);
      const file = `${folder}/${name}-${width}-${colorScheme}`;
      await page.screenshot({ path: `${file}.png` });
      await page.screenshot({ path: `${file}-full.png`, fullPage: true });
    }
    if (width < 500) {
      await page.goto(url + PAGES.search);
      await page.locator("body[data-hydrated]").waitFor({ state: "attached" });
      await page.getByRole("button", { name: /^筛选/ }).tap();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `${folder}/filters-${width}-${colorScheme}.png` });
    }
    await context.close();
    console.log(`${width} px, ${colorScheme}`);
  }
}
await browser.close();
console.log(`Pictures are in ${folder}`);

/** Scrolls through the page, so that lazy pictures load, and back. */
async function settled(/** @type {import("@playwright/test").Page} */ page) {
  await page.evaluate(async () => {
    for (let y = 0; y < document.body.scrollHeight; y += 600) {
      window.scrollTo(0, y);
      await new Promise((done) => setTimeout(done, 30));
    }
    window.scrollTo(0, 0);
    await Promise.all([...document.images].map((image) => image.decode().catch(() => undefined)));
  });
}
