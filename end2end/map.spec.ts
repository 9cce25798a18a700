// The map beside the list of one search. Runs at desktop width; parts of it at phone width.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { SearchPage, UNUSED_PRELOAD, expect, hydrated, open, test } from "./site";

const BEIJING = "/map?city=110100";
/** Longer than the map rests before it asks. */
const SETTLED = 1_000;

class MapPage {
  readonly canvas: Locator;
  readonly clusters: Locator;
  readonly places: Locator;
  readonly status: Locator;
  readonly list: SearchPage;
  /** The queries that the map sent to the server. */
  readonly asked: URLSearchParams[] = [];

  constructor(readonly page: Page) {
    this.canvas = page.getByRole("region", { name: "房源地图" });
    this.clusters = this.canvas.getByRole("button", { name: /^[\d,]+ 套，租金中位数 .*，放大查看$/ });
    this.places = this.canvas.getByRole("button", { name: /区：/ });
    this.status = page.locator("listing-map").getByRole("status");
    this.list = new SearchPage(page);
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.pathname === "/api/v1/map") this.asked.push(url.searchParams);
    });
  }

  /** The homes that the markers stand for, once they are drawn. */
  async total(): Promise<number> {
    await expect(this.status).toContainText(/共 [\d,]+ 套/);
    const text = await this.status.innerText();
    return Number(/共 ([\d,]+) 套/.exec(text)?.[1]?.replaceAll(",", ""));
  }

  async counted(markers: Locator): Promise<number> {
    const names = await markers.evaluateAll((found) => found.map((one) => one.getAttribute("aria-label") ?? ""));
    return names.reduce((sum, name) => sum + Number(/([\d,]+) 套/.exec(name)?.[1]?.replaceAll(",", "")), 0);
  }

  /** The first card of a home that has a place: homes that other tests published may have none. */
  async placedCard(): Promise<Locator> {
    const homes = (await this.page.locator("listing-map").getAttribute("homes")) ?? "";
    const [id] = homes.split(",");
    return this.list.cards.filter({ has: this.page.locator(`a[href$="/listings/${id}"]`) });
  }

  async settle() {
    await this.page.waitForTimeout(SETTLED);
  }

  async click(right: number, down: number) {
    const box = await this.canvas.boundingBox();
    if (!box) throw new Error("no map");
    await this.page.mouse.click(box.x + box.width * right, box.y + box.height * down);
  }

  async listTotal(): Promise<number> {
    const figures = await this.page.locator(".figures").innerText();
    return Number(/共 ([\d,]+) 套/.exec(figures)?.[1]?.replaceAll(",", ""));
  }
}

test("districts open into clusters, and clusters split, all of them the homes of the list", async ({ page }) => {
  const map = new MapPage(page);
  await open(page, BEIJING);
  await expect(map.places.first()).toBeVisible();
  expect(await map.total()).toBe(await map.listTotal());
  expect(await map.counted(map.places)).toBe(await map.listTotal());

  await map.places.first().click();
  await expect(map.clusters.first()).toBeVisible();
  const largest = await map.counted(map.clusters.first());
  await map.clusters.first().click();
  await map.settle();
  const markers = map.canvas.locator(".map-marker > *");
  expect(await markers.count()).toBeGreaterThan(1);
  const parts = await map.counted(map.clusters);
  expect(parts, "what was together is apart").not.toBe(largest);
  expect(await map.total(), "zooming does not change the search").toBe(await map.listTotal());
});

test("a move asks once, and nothing asks again by itself", async ({ page }) => {
  const map = new MapPage(page);
  await open(page, BEIJING);
  await expect(map.places.first()).toBeVisible();
  await map.settle();
  expect(map.asked, "coming to the page").toHaveLength(1);

  await map.places.first().click();
  await expect(map.clusters.first()).toBeVisible();
  await map.settle();
  expect(map.asked, "opening a district").toHaveLength(2);

  await map.canvas.focus();
  for (let press = 0; press < 4; press += 1) await page.keyboard.press("ArrowRight");
  await map.settle();
  expect(map.asked, "several moves in a row").toHaveLength(3);
  await map.settle();
  expect(map.asked, "afterwards").toHaveLength(3);

  await page.getByRole("link", { name: "只看地图里的房源" }).click();
  await expect(page).toHaveURL(/map_box=/);
  await expect(page.getByRole("link", { name: /^去掉：地图范围内/ })).toBeVisible();
  await map.settle();
  expect(map.asked, "searching in sight").toHaveLength(4);
  expect(map.asked.at(-1)?.get("map_box")).toBeTruthy();
  expect(await map.total()).toBe(await map.listTotal());
});

test("an area is drawn by clicks, kept in the address, and cleared", async ({ page }) => {
  const map = new MapPage(page);
  await open(page, BEIJING);
  await expect(map.places.first()).toBeVisible();
  const all = await map.listTotal();
  await page.getByRole("button", { name: "画区域找房" }).click();
  for (const [right, down] of [[0.3, 0.3], [0.7, 0.3], [0.7, 0.7], [0.1, 0.9]] as const) await map.click(right, down);
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(map.status).toContainText("已有 3 个角");
  await page.getByRole("button", { name: "完成" }).click();
  await expect(page).toHaveURL(/within=/);
  await expect(page.getByRole("link", { name: "去掉：画的区域内" })).toBeVisible();
  const within = await map.listTotal();
  expect(within).toBeLessThan(all);
  await expect.poll(() => map.total()).toBe(within);

  await page.reload();
  await hydrated(page);
  expect(await map.listTotal(), "the address holds the area").toBe(within);
  await page.getByRole("link", { name: "清除画的区域" }).click();
  await expect(page).not.toHaveURL(/within=/);
  await expect(page.locator(".figures")).toContainText(`共 ${all.toLocaleString("en")} 套`);
});

test("an area is drawn by keys alone, and Escape gives up", async ({ page }) => {
  const map = new MapPage(page);
  await open(page, BEIJING);
  await expect(map.places.first()).toBeVisible();
  const start = page.getByRole("button", { name: "画区域找房" });
  await start.focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("button", { name: "在中间加一点" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(start).toBeFocused();
  await page.keyboard.press("Enter");
  const move = async (key: string) => {
    await map.canvas.focus();
    for (let press = 0; press < 2; press += 1) {
      await page.keyboard.press(key);
      await page.waitForTimeout(400);
    }
  };
  await page.keyboard.press("Enter");
  for (const key of ["ArrowRight", "ArrowDown"]) {
    await move(key);
    await page.getByRole("button", { name: "在中间加一点" }).focus();
    await page.keyboard.press("Enter");
  }
  await page.getByRole("button", { name: "完成" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/within=/);
});

test("list and map are two views of one search, and the list points at the map", async ({ page }) => {
  const map = new MapPage(page);
  await open(page, "/listings?city=110100&rooms=2");
  const total = await map.list.total();
  await page.getByRole("navigation", { name: "查看方式" }).getByRole("link", { name: "地图" }).click();
  await expect(page).toHaveURL(/\/map\?city=110100&rooms=2/);
  await expect(map.places.first()).toBeVisible();
  expect(await map.total()).toBe(total);
  // A hand moves: where it clicked, the page is another by now, and Chromium misses its first step.
  await page.getByRole("heading", { level: 1 }).hover();
  await (await map.placedCard()).hover();
  await expect(map.canvas.locator(".map-mark")).toHaveCount(1);
  await page.getByRole("navigation", { name: "查看方式" }).getByRole("link", { name: "列表" }).click();
  await expect(page).toHaveURL(/\/listings\?city=110100&rooms=2/);
});

test("an area that crosses itself or is none is explained", async ({ page }) => {
  await open(page, "/map?within=116,40;117,39;117,40;116,39");
  await expect(page.getByText("被圈了两次的部分不算在内")).toBeVisible();
  await open(page, "/map?within=abc&map_box=1,2");
  await expect(page.getByText("「画的区域」看不懂，已忽略")).toBeVisible();
  await expect(page.getByText("「地图范围」看不懂，已忽略")).toBeVisible();
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [390, 1440]) {
    test(`the map page has no axe violation, ${colorScheme}, ${width} pixels`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 }, locale: "zh-CN" });
      const page = await context.newPage();
      const map = new MapPage(page);
      for (const path of [BEIJING, "/map?city=110100&map_box=116.3,39.85,116.5,40&rooms=1"]) {
        await open(page, path);
        await expect(map.status).toContainText("图上");
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 4).map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`) }));
        expect(found).toEqual([]);
      }
      await context.close();
    });
  }
}

test("on a phone the map stands above a strip of cards and nothing is wider than the screen", async ({ browser }) => {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true, locale: "zh-CN" });
  const page = await context.newPage();
  const map = new MapPage(page);
  await open(page, BEIJING);
  await expect(map.places.first()).toBeVisible();
  const [canvas, card] = [await map.canvas.boundingBox(), await map.list.cards.first().boundingBox()];
  expect(canvas && card && card.y > canvas.y + canvas.height).toBe(true);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await map.places.first().tap();
  await expect(map.clusters.first()).toBeVisible();
  await context.close();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("the list, the districts with their counts and links are there", async ({ page }) => {
    await page.goto(BEIJING);
    await expect(page.getByText("地图需要 JavaScript")).toBeVisible();
    const districts = page.getByRole("navigation", { name: "按区域找" }).getByRole("link");
    const text = (await districts.first().innerText()).trim();
    const count = Number(/([\d,]+)$/.exec(text)?.[1]?.replaceAll(",", ""));
    await districts.first().click();
    await expect(page).toHaveURL(/\/map\?city=110100&district=/);
    const list = new SearchPage(page);
    await expect(page.locator(".figures")).toContainText(`共 ${count.toLocaleString("en")} 套`);
    expect(await list.cards.count()).toBeGreaterThan(0);
  });
});
