// The home page, and the pages of places and agents. Runs at desktop and at phone width where it says so.

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { UNUSED_PRELOAD, api, expect, open, test } from "./site";

interface Card {
  id: number;
  district: { id: number } | null;
  business_district: { id: number } | null;
  estate: { id: number } | null;
  agent: number | null;
}

/** The addresses of pages of every kind that a home leads to. */
async function placePages(page: Page): Promise<string[]> {
  const { results: listings } = await api<{ results: Card[] }>(page.request, "/api/v1/listings?city=110100");
  const home = listings.find((card) => card.district && card.business_district && card.estate && card.agent);
  if (!home) throw new Error("no home on the first page lies in places of every kind");
  return [
    "/cities/110100",
    `/districts/${home.district?.id}`,
    `/business-districts/${home.business_district?.id}`,
    `/estates/${home.estate?.id}`,
    `/agents/${home.agent}`,
  ];
}

const section = (page: Page, heading: string | RegExp) =>
  page.locator("section").filter({ has: page.getByRole("heading", { level: 2, name: heading }) });

test("a newcomer goes from the home page to a city, a district and a home", async ({ page }) => {
  await open(page, "/");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("安心租一个家");
  const city = section(page, "热门城市").getByRole("link").nth(1);
  const name = await city.locator("strong").innerText();
  await city.click();
  await expect(page).toHaveURL(/\/cities\/\d{6}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}租房`);
  await expect(page).toHaveTitle(new RegExp(`^${name}租房`));

  const district = section(page, "按区县找房").getByRole("link").first();
  const districtName = await district.locator("strong").innerText();
  await district.click();
  await expect(page).toHaveURL(/\/districts\/\d{6}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${districtName}租房`);
  await expect(page.getByRole("navigation", { name: "所在位置" })).toContainText(name);

  const home = section(page, "最新房源").getByRole("heading", { level: 3 }).first();
  const title = await home.innerText();
  await home.getByRole("link").click();
  await expect(page).toHaveURL(/\/listings\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await page.goBack();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${districtName}租房`);
});

test("the search box of the home page searches in the chosen city", async ({ page }) => {
  await open(page, "/");
  const cities = page.getByRole("navigation", { name: "你想在哪个城市找房" });
  const other = cities.getByRole("link").nth(2);
  const name = await other.innerText();
  await other.click();
  await expect(page).toHaveURL(/\/$/);
  await expect(page.getByRole("heading", { level: 2, name: `${name}最新房源` })).toBeVisible();
  await expect(cities.getByRole("link", { name, exact: true })).toHaveAttribute("aria-current", "true");

  await page.goto("/");
  await expect(page.getByRole("heading", { level: 2, name: `${name}最新房源` }), "remembered").toBeVisible();
  const search = page.getByRole("search");
  await expect(search).toHaveCount(1);
  await search.locator('input[name="q"]').fill("两居");
  await search.getByRole("button", { name: "搜索" }).click();
  await expect(page).toHaveURL(/\/listings\?.*city=\d{6}/);
});

test("a search to begin with finds as many homes as it says", async ({ page }) => {
  await open(page, "/");
  const link = section(page, /./).getByRole("link", { name: /^两居室/ });
  const count = (await link.locator("small").innerText()).trim();
  await link.click();
  await expect(page.getByRole("status").first()).toContainText(`共 ${count} 套`);
});

test("every kind of place leads to the others and to its homes", async ({ page }) => {
  for (const path of await placePages(page)) {
    await open(page, path);
    await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", new RegExp(`${path}$`));
    await expect(page.getByRole("heading", { level: 3 }).first()).toBeVisible();
    if (path.startsWith("/agents")) continue;
    const total = (await page.locator(".place-head strong").innerText()).replace(" 套在租", "");
    await page.locator(".place-actions").getByRole("link").first().click();
    await expect(page.getByRole("status").first()).toContainText(`共 ${total} 套`);
    await page.getByRole("link", { name: /租房行情与周边$/ }).click();
    await expect(page).toHaveURL(new RegExp(`${path}$`));
  }
});

test("all cities stand under their letters", async ({ page }) => {
  await open(page, "/cities");
  const jump = page.getByRole("navigation", { name: "按省份首字母跳转" }).getByRole("link").last();
  const letter = await jump.innerText();
  await jump.click();
  await expect(page).toHaveURL(new RegExp(`#initial-${letter}$`));
  await expect(page.getByRole("heading", { level: 2, name: letter, exact: true })).toBeInViewport();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("city, districts, homes and the choice of the city work", async ({ page }) => {
    await page.goto("/");
    const city = page.getByRole("navigation", { name: "你想在哪个城市找房" }).getByRole("link").nth(1);
    const name = await city.innerText();
    await city.click();
    await expect(page.getByRole("heading", { level: 2, name: `${name}最新房源` })).toBeVisible();
    await section(page, `在${name}按区县找房`).locator(".tile").first().click();
    await expect(page).toHaveURL(/\/districts\/\d{6}$/);
    await section(page, "最新房源").getByRole("heading", { level: 3 }).first().getByRole("link").click();
    await expect(page).toHaveURL(/\/listings\/\d+$/);
    await page.getByRole("navigation", { name: "所在位置" }).getByRole("link").nth(1).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`${name}租房`);
  });
});

test.describe("without a place to show", () => {
  test.use({ expectedMessages: [/the server responded with a status of 404/] });

  test("the page says so", async ({ page }) => {
    const answer = await page.goto("/estates/999999999");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有找到这个页面");
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("nothing is wider than the screen", async ({ page }) => {
    for (const path of ["/", "/cities", ...(await placePages(page))]) {
      await open(page, path);
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      expect(wider, path).toBeLessThanOrEqual(0);
    }
  });
});

for (const colorScheme of ["light", "dark"] as const)
  for (const locale of ["zh-CN", "en-US"])
    test.describe(`${colorScheme}, ${locale}`, () => {
      test.use({ colorScheme, locale });

      test("the home page and the pages of places have no axe violation", async ({ page }) => {
        test.slow();
        for (const path of ["/", "/cities", ...(await placePages(page))]) {
          await open(page, path);
          const { violations } = await new AxeBuilder({ page }).analyze();
          const summary = violations.map(({ id, help, nodes }) => ({
            id,
            help,
            where: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
          }));
          expect(summary, path).toEqual([]);
        }
      });
    });
