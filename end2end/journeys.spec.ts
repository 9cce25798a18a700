// What the product is for, told as people would do it.

import type { Locator } from "@playwright/test";
import { SearchPage, expect, hydrated, open, test } from "./site";

test("a newcomer finds a two-room flat near a metro under 5,000 in three actions", async ({ page }) => {
  await open(page, "/");
  // One: say it. Two: send it. Three: open a home.
  await page.getByRole("main").getByRole("combobox").or(page.getByRole("main").getByRole("searchbox")).first().fill("两居 近地铁 5000以内");
  await page.keyboard.press("Enter");
  const search = new SearchPage(page);
  await expect(search.chip("两室")).toBeVisible();
  await expect(search.cards.first()).toBeVisible();
  for (const rent of await search.rents()) expect(rent).toBeLessThanOrEqual(5_000);
  await search.cards.first().getByRole("link").first().click();
  await expect(page).toHaveURL(/\/listings\/\d+/);
  await hydrated(page);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the same newcomer needs no more", async ({ page }) => {
    await open(page, "/");
    await page.getByRole("main").getByRole("combobox").or(page.getByRole("main").getByRole("searchbox")).first().fill("两居 近地铁 5000以内");
    await page.keyboard.press("Enter");
    const search = new SearchPage(page);
    await expect(search.cards.first()).toBeVisible();
    for (const rent of await search.rents()) expect(rent).toBeLessThanOrEqual(5_000);
    await search.cards.first().getByRole("link").first().tap();
    await expect(page).toHaveURL(/\/listings\/\d+/);
  });
});

test.describe("in English", () => {
  test.use({ locale: "en-US" });

  test("the same newcomer is understood", async ({ page }) => {
    await open(page, "/");
    await page.getByRole("main").getByRole("combobox").or(page.getByRole("main").getByRole("searchbox")).first().fill("2br near metro under 5000");
    await page.keyboard.press("Enter");
    const results = page.getByRole("region", { name: "Homes" });
    const cards = results.getByRole("heading", { level: 3 });
    await expect(cards.first()).toBeVisible();
    await expect(page).toHaveURL(/\/listings\?/);
    await cards.first().getByRole("link").first().click();
    await expect(page).toHaveURL(/\/listings\/\d+/);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
  });
});

test("keys alone lead from the front page to a home that is kept", async ({ page }) => {
  /** Goes on with Tab until `target` has the focus. */
  const reach = async (target: Locator) => {
    for (let press = 0; press < 250; press += 1) {
      await page.keyboard.press("Tab");
      if (await target.evaluate((element) => element === document.activeElement)) return;
    }
    throw new Error("Tab does not lead there");
  };
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "跳到主要内容" })).toBeFocused();
  await reach(page.getByRole("combobox", { name: "搜索房源" }));
  await page.keyboard.type("北京 两居 近地铁");
  await page.keyboard.press("Enter");
  const search = new SearchPage(page);
  await expect(search.chip("两室")).toBeVisible();
  await hydrated(page);

  const home = search.cards.first().getByRole("heading", { level: 3 }).getByRole("link");
  const title = await home.innerText();
  await reach(home);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  const keep = page.locator(".tools").getByRole("button", { name: /^收藏 / });
  await reach(keep);
  await page.keyboard.press("Space");
  await expect(keep).toHaveAttribute("aria-pressed", "true");
  await reach(page.getByRole("navigation", { name: "主导航" }).getByRole("link", { name: "收藏" }));
  await page.keyboard.press("Enter");
  await expect(page.getByText("共 1 套")).toBeVisible();
  await expect(page.getByRole("link", { name: title, exact: true })).toBeVisible();
});
