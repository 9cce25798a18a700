// Deciding for a home: cost, comparison, favourites, history, sharing, print.

import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Page } from "@playwright/test";
import { SearchPage, UNUSED_PRELOAD, api, expect, hydrated, open, test } from "./site";

const HEART = /^收藏 /;
const COMPARE = /^对比 /;

async function ids(request: APIRequestContext, count: number): Promise<number[]> {
  const { results: listings } = await api<{ results: { id: number }[] }>(request, "/api/v1/listings");
  return listings.slice(0, count).map(({ id }) => id);
}

/** The buttons of the card at `index`. */
function card(page: Page, index: number) {
  const found = new SearchPage(page).cards.nth(index);
  return {
    title: () => found.getByRole("heading", { level: 3 }).innerText(),
    heart: found.getByRole("button", { name: HEART }),
    compare: found.getByRole("button", { name: COMPARE }),
  };
}

const tray = (page: Page) => page.getByRole("region", { name: "对比", exact: true });

test("somebody compares three homes, sees where they differ, and decides", async ({ page }) => {
  await open(page, "/listings");
  const titles = [];
  for (const index of [0, 1, 2]) {
    const home = card(page, index);
    titles.push(await home.title());
    await home.compare.click();
    await expect(home.compare).toHaveAttribute("aria-pressed", "true");
  }
  await expect(tray(page)).toContainText("对比 3/4");
  await tray(page).getByRole("link", { name: "去对比" }).click();

  await expect(page).toHaveURL(/\/compare\?ids=\d+,\d+,\d+$/);
  const table = page.getByRole("table");
  await expect(table.getByRole("columnheader")).toHaveCount(4);
  for (const title of titles) await expect(table.getByRole("link", { name: title, exact: true })).toBeVisible();
  await expect(tray(page)).toBeHidden();
  await expect(table.getByRole("row", { name: /^租金 不同/ })).toBeVisible();

  const rows = await table.getByRole("row").count();
  await page.getByRole("link", { name: "只看不同" }).click();
  await expect(page).toHaveURL(/only=different/);
  await expect(page.getByRole("link", { name: "显示全部" })).toBeVisible();
  expect(await table.getByRole("row").count()).toBeLessThan(rows);

  await page.getByRole("navigation", { name: "换一种付款方式" }).getByRole("link", { name: "年付", exact: true }).click();
  await expect(page).toHaveURL(/pay=yearly/);
  await table.getByRole("link", { name: `移除：${titles[1]}` }).click();
  await expect(table.getByRole("columnheader")).toHaveCount(3);
  await page.reload();
  await hydrated(page);
  await expect(table.getByRole("columnheader")).toHaveCount(3);

  await table.getByRole("link", { name: titles[0], exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(titles[0] ?? "");
  await expect(tray(page), "what was removed left the tray too").toContainText("对比 2/4");
});

test("a fifth home is not taken, and the tray is emptied and brought back", async ({ page }) => {
  await open(page, "/listings");
  for (const index of [0, 1, 2, 3, 4]) await card(page, index).compare.click();
  await expect(tray(page)).toContainText("对比 4/4");
  await expect(page.getByText("最多同时对比 4 套，先移除一套再加。")).toBeVisible();
  await expect(card(page, 4).compare).toHaveAttribute("aria-pressed", "false");
  await tray(page).getByRole("button", { name: "清空" }).click();
  await expect(tray(page)).toBeHidden();
  await page.getByRole("button", { name: "撤销" }).click();
  await expect(tray(page)).toContainText("对比 4/4");
});

test("favourites survive a reload, by keyboard, and keep several tabs in step", async ({ page, context }) => {
  await open(page, "/listings");
  const home = card(page, 1);
  const title = await home.title();
  await home.heart.focus();
  await page.keyboard.press("Enter");
  await expect(home.heart).toHaveAttribute("aria-pressed", "true");
  await page.reload();
  await hydrated(page);
  await expect(home.heart).toHaveAttribute("aria-pressed", "true");

  const other = await context.newPage();
  await open(other, "/favourites");
  const kept = other.getByRole("main").getByRole("heading", { level: 3 });
  await expect(kept).toHaveText([title]);
  await home.heart.click();
  await expect(kept).toHaveCount(0);
  await expect(other.getByText("还没有收藏")).toBeVisible();
  await home.heart.click();
  await expect(kept).toHaveText([title]);
  await other.getByRole("button", { name: "清空收藏" }).click();
  await expect(home.heart).toHaveAttribute("aria-pressed", "false");
});

test("what was looked at stands in the history, the latest first", async ({ page, request }) => {
  const [first, second] = await ids(request, 2);
  const titles = [];
  for (const id of [first, second]) {
    await open(page, `/listings/${id}`);
    titles.unshift(await page.getByRole("heading", { level: 1 }).innerText());
    await expect(page.getByRole("button", { name: HEART }).first()).toBeVisible();
  }
  await open(page, "/history");
  await expect(page.getByRole("main").getByRole("heading", { level: 3 })).toHaveText(titles);
});

test("a favourite that is gone is named and can be removed", async ({ page }) => {
  const gone = JSON.stringify([{ id: 987654321, at: 1_780_000_000_000, title: "老房源" }]);
  await page.addInitScript((gone) => {
    if (!sessionStorage.getItem("put")) localStorage.setItem("zufang.v1.favourites", gone);
    sessionStorage.setItem("put", "1");
  }, gone);
  await open(page, "/favourites");
  await expect(page.getByText("已下架")).toBeVisible();
  await page.getByRole("button", { name: "移除：老房源" }).click();
  await expect(page.getByText("还没有收藏")).toBeVisible();
});

test("what is stored in another shape breaks nothing", async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem("zufang.v1.favourites", '{"not":"a list"}'));
  await open(page, "/favourites");
  await expect(page.getByText("还没有收藏")).toBeVisible();
});

for (const [name, explained] of [
  ["SecurityError", "浏览器不允许网站保存数据"],
  ["QuotaExceededError", "存储空间已满"],
] as const) {
  test(`a browser that keeps nothing is explained (${name})`, async ({ page }) => {
    await page.addInitScript((name) => {
      const refuse = () => {
        throw new DOMException("refused", name);
      };
      if (name === "SecurityError") Object.defineProperty(window, "localStorage", { get: refuse });
      else Storage.prototype.setItem = refuse;
    }, name);
    await open(page, "/listings");
    const { heart } = card(page, 0);
    await heart.click();
    await expect(heart).toHaveAttribute("aria-pressed", "true");
    await expect(page.getByText(explained).first()).toBeVisible();
    await page.getByRole("link", { name: "收藏", exact: true }).first().click();
    await expect(page.getByRole("main").getByRole("heading", { level: 3 })).toHaveCount(1);
    await expect(page.getByRole("main").getByText(explained)).toBeVisible();
  });
}

test("the cost follows other payment terms without losing the place", async ({ page, request }) => {
  const [id] = await ids(request, 1);
  await open(page, `/listings/${id}`);
  const cost = page.locator("#cost");
  const first = await cost.locator("tfoot td").first().innerText();
  await cost.getByRole("link", { name: "年付", exact: true }).click();
  await expect(page).toHaveURL(/pay=yearly/);
  await expect(cost.locator("tfoot td").first()).not.toHaveText(first);
  await expect(cost).toBeInViewport();
});

test("a home is shared by its address", async ({ page, request, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.addInitScript(() => Object.defineProperty(navigator, "share", { value: undefined }));
  const [id] = await ids(request, 1);
  await open(page, `/listings/${id}`);
  await page.getByRole("button", { name: "分享" }).click();
  await expect(page.getByText("链接已复制")).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(`/listings/${id}`);
});

test("paper shows the home, its address and no controls", async ({ page, request }) => {
  const [a, b] = await ids(request, 2);
  for (const path of [`/listings/${a}`, `/compare?ids=${a},${b}`]) {
    await open(page, path);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByText("本页地址：")).toBeVisible();
    await expect(page.getByRole("button", { name: "打印" })).toBeHidden();
    await expect(page.locator(".site-nav")).toBeHidden();
    expect(await page.evaluate(() => getComputedStyle(document.body).color)).toBe("rgb(0, 0, 0)");
    await page.emulateMedia({ media: "screen" });
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the pages of deciding have no axe violation (${colorScheme})`, async ({ page, request }) => {
    await page.emulateMedia({ colorScheme });
    const homes = await ids(request, 3);
    await open(page, "/listings");
    for (const index of [0, 1]) {
      await card(page, index).heart.click();
      await card(page, index).compare.click();
    }
    for (const path of ["/listings", `/listings/${homes[0]}?pay=yearly`, `/compare?ids=${homes},999999999`, "/compare", "/favourites", "/history"]) {
      await open(page, path);
      if (path === "/favourites") await expect(page.getByText("共 2 套")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${path} ${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(" ")}`)).toEqual([]);
    }
  });
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the comparison scrolls inside its frame and keeps the names in sight", async ({ page, request }) => {
    await open(page, `/compare?ids=${await ids(request, 4)}`);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(width[0]).toBeLessThanOrEqual(width[1] ?? 0);
    const frame = page.getByRole("region", { name: "房源对比表" });
    await frame.evaluate((element) => element.scrollBy(400, 0));
    const name = page.getByRole("rowheader", { name: "楼层" });
    await name.scrollIntoViewIfNeeded();
    const box = await name.boundingBox();
    expect(box?.x).toBeLessThan(20);
    const column = await page.getByRole("columnheader").nth(1).boundingBox();
    expect(column?.width).toBeGreaterThan(120);
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("cost and comparison work, and favourites say what they need", async ({ page, request }) => {
    const [a, b] = await ids(request, 2);
    await page.goto(`/listings/${a}`);
    await page.locator("#cost").getByRole("link", { name: "半年付", exact: true }).click();
    await expect(page).toHaveURL(/pay=half_yearly/);
    await expect(page.locator("#cost")).toContainText("半年付");
    await expect(page.getByText(`/listings/${a}`).first()).toBeVisible();
    await page.goto(`/compare?ids=${a},${b}`);
    await page.getByRole("link", { name: "只看不同" }).click();
    await expect(page.getByRole("link", { name: "显示全部" })).toBeVisible();
    for (const path of ["/favourites", "/history"]) {
      await page.goto(path);
      await expect(page.getByText("需要开启 JavaScript")).toBeVisible();
    }
  });
});
