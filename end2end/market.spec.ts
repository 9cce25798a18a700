// Reading the market: what it says, its tables and charts, and the way from them to the homes.

import AxeBuilder from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { SearchPage, UNUSED_PRELOAD, api, expect, hydrated, open, test } from "./site";

interface Market {
  figures: { count: number };
  cities: [id: number, name: string, count: number][];
  rent_bins: { rent: { min: number | null; max: number | null }; count: number }[];
}

class MarketPage {
  readonly status: Locator;

  constructor(private readonly page: Page) {
    this.status = page.getByRole("status");
  }

  /** The statistic under the heading `name`. */
  figure(name: string): Locator {
    const heading = this.page.getByRole("heading", { level: 2, name, exact: true });
    return this.page.locator("section").filter({ has: heading });
  }

  /** A chart that has been drawn: its canvas has other colours than one. */
  async drawn(name: string, kind?: "bars" | "map"): Promise<Locator> {
    const chart = this.figure(name).locator(kind ? `market-chart[kind=${kind}]` : "market-chart").first();
    await chart.scrollIntoViewIfNeeded();
    const canvas = chart.locator("canvas");
    await expect(canvas).toBeVisible();
    await expect.poll(() => colours(canvas)).toBeGreaterThan(1);
    return chart;
  }
}

/** How many colours a canvas has, seen small. */
async function colours(canvas: Locator): Promise<number> {
  return await canvas.evaluate((element) => {
    const side = 64;
    const copy = Object.assign(document.createElement("canvas"), { width: side, height: side });
    const context = copy.getContext("2d", { willReadFrequently: true });
    context?.drawImage(element as HTMLCanvasElement, 0, 0, side, side);
    const pixels = context?.getImageData(0, 0, side, side).data ?? [];
    const seen = new Set<string>();
    for (let at = 0; at < pixels.length; at += 4) seen.add([...pixels.slice(at, at + 4)].join());
    return seen.size;
  });
}

/** The cells of a line of CSV whose quoted cells hold no line ends. */
function cells(row: string): string[] {
  const found = row.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return [...found].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}

async function picture(canvas: Locator): Promise<string> {
  return await canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

test.describe("reading the market", () => {
  test("a summary, a table behind each chart, and a bar that leads to its homes", async ({ page, request }) => {
    const market = await api<Market>(request, "/api/v1/market");
    const [[city, name, count]] = market.cities as [Market["cities"][number]];
    const reader = new MarketPage(page);
    await open(page, "/stats");
    await expect(reader.status).toContainText(`共 ${market.figures.count.toLocaleString("en")} 套`);
    await expect(reader.status).toContainText("租金中位数");

    await page.getByRole("navigation", { name: "选择范围" }).getByRole("link", { name: new RegExp(`^${name}`) }).click();
    await expect(page).toHaveURL(new RegExp(`/stats\\?city=${city}$`));
    await expect(reader.status).toContainText(`共 ${count.toLocaleString("en")} 套`);

    const districts = reader.figure("各区县租金");
    await expect(districts.getByText(/最高.*最低/)).toBeVisible();
    await districts.getByText("看表格").click();
    const table = districts.getByRole("table");
    await expect(table.getByRole("columnheader", { name: "套数" })).toBeVisible();
    const first = table.getByRole("row").nth(1);
    const district = await first.getByRole("rowheader").innerText();

    const chart = await reader.drawn("各区县租金", "bars");
    const box = (await chart.boundingBox())!;
    const rows = (await table.getByRole("row").count()) - 1;
    // The first bar is on top.
    await chart.click({ position: { x: box.width * 0.4, y: box.height / Math.min(rows, 20) / 2 } });
    await expect(page).toHaveURL(/\/listings\?city=\d+&district=\d+$/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText(district);
  });

  test("the homes of a row are those it counts", async ({ page, request }) => {
    const { rent_bins: bins } = await api<Market>(request, "/api/v1/market");
    const bin = bins.find(({ rent, count }) => rent.min && rent.max && count > 0)!;
    const reader = new MarketPage(page);
    await open(page, "/stats");
    const rents = reader.figure("租金分布");
    await rents.getByText("看表格").click();
    const range = `${bin.rent.min!.toLocaleString("en")}–${bin.rent.max!.toLocaleString("en")}`;
    await rents.getByRole("link", { name: range, exact: true }).click();
    await hydrated(page);
    await new SearchPage(page).counts(bin.count);
  });

  test("the conditions of the search hold here and go back with it", async ({ page }) => {
    const search = new SearchPage(page);
    await open(page, "/stats?rooms=2&rent_max=6000");
    await expect(search.chip("两室")).toBeVisible();
    await search.chip("6,000 元以下").click();
    await expect(page).toHaveURL(/\/stats\?rooms=2$/);
    await page.getByRole("link", { name: /^看这 [\d,]+ 套房源$/ }).click();
    await expect(page).toHaveURL(/\/listings\?rooms=2$/);
  });

  test("the table to download can be read", async ({ page }) => {
    await open(page, "/stats?rooms=2");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "下载 CSV" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/租房行情\.csv$/);
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString("utf8");
    expect(text.startsWith("\ufeff统计项,分组,")).toBe(true);
    const lines = text.trimEnd().split("\r\n");
    expect(lines.length).toBeGreaterThan(20);
    const columns = cells(lines[0]!).length;
    for (const row of lines) expect(cells(row), row).toHaveLength(columns);
    expect(lines.some((row) => cells(row).some((cell) => /^[\d,]+–[\d,]+$/.test(cell)))).toBe(true);
  });

  test("charts come when they are near, keep their place, and follow the window and the colours", async ({ page }) => {
    const reader = new MarketPage(page);
    await page.emulateMedia({ colorScheme: "light" });
    await open(page, "/stats");
    const last = page.locator("market-chart").last();
    await expect(last.locator("canvas"), "nothing is drawn far below").toHaveCount(0);
    const before = await last.boundingBox();
    const chart = await reader.drawn("租金分布");
    const canvas = chart.locator("canvas");
    expect((await last.boundingBox())?.height, "no place is taken late").toBe(before?.height);

    const light = await picture(canvas);
    await page.emulateMedia({ colorScheme: "dark" });
    await expect.poll(() => picture(canvas)).not.toBe(light);

    const wide = (await canvas.boundingBox())!.width;
    await page.setViewportSize({ width: 400, height: 800 });
    await expect.poll(async () => (await canvas.boundingBox())!.width).toBeLessThan(Math.min(wide, 400) + 1);
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, "nothing sticks out").toBeLessThanOrEqual(0);
  });

  test("the tooltip says what the table says", async ({ page }) => {
    const reader = new MarketPage(page);
    await open(page, "/stats");
    const chart = await reader.drawn("出租方式");
    const canvas = chart.locator("canvas").first();
    const before = await picture(canvas);
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + box.height / 6);
    await page.mouse.move(box.x + box.width * 0.32, box.y + box.height / 6);
    await expect.poll(() => picture(canvas)).not.toBe(before);
  });

  test("a search without homes says so", async ({ page }) => {
    await open(page, "/stats?rent_min=900000");
    await expect(page.getByText("没有符合条件的房源")).toBeVisible();
    await expect(page.locator("market-chart")).toHaveCount(0);
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the statistics have no axe violation, tables open", async ({ page }) => {
      test.slow();
      const reader = new MarketPage(page);
      await open(page, "/stats?rooms=2,3");
      await reader.drawn("租金分布");
      for (const handle of await page.getByText("看表格").all()) await handle.click();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(" ")) }))).toEqual([]);
    });
  });
}

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("sentences, tables and links say everything", async ({ page }) => {
    const reader = new MarketPage(page);
    await page.goto("/stats");
    await expect(reader.status).toContainText(/共 [\d,]+ 套/);
    const rooms = reader.figure("户型构成");
    await expect(rooms.getByText(/最多，占 [\d.]+%。/)).toBeVisible();
    await expect(rooms.locator("market-chart"), "no empty frame").toBeHidden();
    await rooms.getByText("看表格").click();
    await rooms.getByRole("link", { name: "两室", exact: true }).click();
    await expect(page).toHaveURL(/\/listings\?rooms=2$/);
  });
});

test.describe("in English", () => {
  test.use({ locale: "en-GB" });

  test("the market speaks English", async ({ page }) => {
    await open(page, "/stats?lang=en");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Rents in China");
    await expect(page.getByRole("heading", { level: 2, name: "How rents are spread" })).toBeVisible();
    await expect(page.getByRole("link", { name: "Download CSV" })).toBeVisible();
  });
});
