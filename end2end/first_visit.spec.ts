// What the first visit of each page transfers.

import type { Request } from "@playwright/test";
import { expect, open, test } from "./site";
import { PAGE_NAMES, type PageName, pageAddresses } from "./site_pages";

interface Sizes {
  html: number;
  css: number;
  /** The pages' own code: wasm and its scripts. */
  code: number;
  /** TypeScript modules: the search box, the map, charts and so on. */
  modules: number;
}

/** Most kilobytes (1024), with brotli, of each part on any page; `code` is each page's own matter. */
const EVERYWHERE = { html: 20, css: 15, modules: 8 };
const BUDGETS: Record<PageName, Partial<Sizes> & Pick<Sizes, "code">> = {
  home: { code: 298 },
  search: { code: 250 },
  listing: { code: 347 },
  // The map itself.
  map: { code: 274, modules: 60 },
  // Whatever draws charts is fetched when one comes near.
  stats: { code: 329, modules: 195 },
  compare: { code: 307 },
  favourites: { code: 280 },
  history: { code: 280 },
  cities: { code: 288 },
  city: { code: 318 },
  district: { code: 318 },
  "business district": { code: 318 },
  estate: { code: 318 },
  agent: { code: 308 },
  "sign in": { code: 377 },
  "sign up": { code: 377 },
};

for (const name of PAGE_NAMES) {
  test(`the first visit of the page “${name}” stays within its budget`, async ({ page, request }) => {
    const budget: Sizes = { ...EVERYWHERE, ...BUDGETS[name] };
    const address = (await pageAddresses(request))[name];
    const requests: Request[] = [];
    page.on("requestfinished", (request) => requests.push(request));
    await open(page, address);
    // Preloads and chunks that start late count as well.
    await page.waitForLoadState("networkidle");

    const sizes: Sizes = { html: 0, css: 0, code: 0, modules: 0 };
    for (const request of requests) {
      const part = partOf(request);
      if (!part) continue;
      const response = await request.response();
      expect(response?.headers()["content-encoding"], request.url()).toBe("br");
      sizes[part] += (await request.sizes()).responseBodySize / 1024;
    }
    expect(sizes.code, "the code was fetched").toBeGreaterThan(20);
    const rounded = Object.fromEntries(Object.entries(sizes).map(([part, size]) => [part, Math.round(size * 10) / 10]));
    for (const part of Object.keys(sizes) as (keyof Sizes)[]) {
      expect(sizes[part], `${part} in KB, of ${JSON.stringify(rounded)}`).toBeLessThanOrEqual(budget[part]);
    }
  });
}

test("a page that nobody touches leaves the device alone, and answers at the first sign of a person", async ({ page }) => {
  await page.goto("/listings");
  // Its code has come and is ready.
  await page.waitForLoadState("networkidle");
  const running = page.locator("body[data-hydrated]");
  await expect(running).not.toBeAttached();
  await page.keyboard.press("Tab");
  await expect(running).toBeAttached();
});

for (const path of ["/favourites", "/history"]) {
  test(`${path} says what the device keeps without a sign of a person`, async ({ page }) => {
    await page.goto(path);
    await expect(page.locator("body[data-hydrated]")).toBeAttached();
  });
}

function partOf(request: Request): keyof Sizes | undefined {
  const path = new URL(request.url()).pathname;
  if (request.resourceType() === "document") return "html";
  if (path.endsWith(".css")) return "css";
  if (path.endsWith(".wasm") || /\/(zufang|__wasm_split)\.[^/]*\.js$/.test(path)) return "code";
  if (path.startsWith("/pkg/") && /\.(js|geojson)$/.test(path)) return "modules";
  return undefined;
}
