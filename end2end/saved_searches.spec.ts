// Searches that are kept before signing in, and what becomes of them.

import { expectAccessible } from "./accessible";
import { PASSWORD, signIn, signUp, somebody } from "./people";
import { SearchPage, UNUSED_PRELOAD, expect, open, test } from "./site";

const HERE = "/account/searches/here";
const KEY = "zufang.v1.searches";

test("a search is kept on the device, renamed and deleted, and joins the account", async ({ page, browser, baseURL }) => {
  const search = new SearchPage(page);
  await open(page, "/listings?rooms=2");
  const heading = await page.getByRole("heading", { level: 1 }).innerText();
  await page.getByRole("link", { name: "保存搜索" }).click();
  await expect(page).toHaveURL(new RegExp(`${HERE}\\?rooms=2`));
  const name = page.getByLabel("名称");
  await expect(name).toHaveValue(heading);
  await name.fill(" ");
  await page.getByRole("button", { name: "保存这个搜索" }).click();
  await expect(name).toHaveAttribute("aria-invalid", "true");
  await name.fill("两室的家");
  await page.getByRole("button", { name: "保存这个搜索" }).click();
  const status = page.getByRole("main").getByRole("status");
  await expect(status).toContainText("搜索已保存");
  await expect(status).toBeFocused();
  await expectAccessible(page, HERE, "zh-CN");

  // Another one, from the page of favourites on.
  await open(page, "/listings?rent_max=5000&page=2");
  await page.getByRole("link", { name: "保存搜索" }).click();
  await page.getByRole("button", { name: "保存这个搜索" }).click();
  await open(page, "/favourites");
  await page.getByRole("main").getByRole("link", { name: "保存的搜索" }).click();
  const items = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("button", { name: /^删除/ }) });
  await expect(items).toHaveCount(2);
  await items.filter({ hasText: "两室的家" }).getByRole("button", { name: /^改名/ }).click();
  await page.getByLabel("名称").fill("两室");
  await page.keyboard.press("Enter");
  await expect(items.filter({ hasText: /^两室/ })).toHaveCount(1);
  await items.first().getByRole("button", { name: /^删除/ }).click();
  await expect(items).toHaveCount(1);
  await status.getByRole("button", { name: "撤销" }).click();
  await expect(items).toHaveCount(2);
  await page.reload();
  await expect(items).toHaveCount(2);
  await items.filter({ hasText: /^两室/ }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/listings\?rooms=2$/);
  expect(await search.total()).toBeGreaterThan(0);

  // Somebody signs up: both are in the account, on every device, and no longer here.
  const me = somebody();
  const taken = page.waitForResponse((response) => response.url().includes("/api/v1/account/kept"));
  await signUp(page, me);
  await open(page, "/account/searches");
  await taken;
  await expect.poll(() => page.evaluate((key) => localStorage.getItem(key) || "", KEY)).toBe("");
  await page.reload();
  const kept = page.getByRole("main").getByRole("listitem").filter({ has: page.getByRole("button", { name: "删除" }) });
  await expect(kept).toHaveCount(2);
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "", locale: "zh-CN" });
  const second = await elsewhere.newPage();
  await signIn(second, me.username, PASSWORD);
  await expect(second).not.toHaveURL(/sign-in/);
  await open(second, "/account/searches");
  await expect(second.getByRole("main").getByText("两室", { exact: true })).toBeVisible();
  await elsewhere.close();
});

test("what the account has no room for stays on the device, and is told", async ({ page }) => {
  test.setTimeout(120_000);
  const me = somebody();
  await signUp(page, me);
  const made = await page.evaluate(async () => {
    const answers = await Promise.all(
      Array.from({ length: 49 }, (_, at) =>
        fetch("/api/v1/account/searches", {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify({ name: `搜索 ${at}`, query: `rent_min=${1_000 + at}` }),
        }),
      ),
    );
    return answers.every(({ ok }) => ok);
  });
  expect(made).toBe(true);
  await page.evaluate((key) => {
    const search = (query: string) => ({ name: query, query, at: "2026-06-01T04:00:00.000Z" });
    localStorage.setItem(key, JSON.stringify([search("rooms=1"), search("rooms=2"), search("rent_min=1000")]));
    sessionStorage.clear();
  }, KEY);
  await open(page, "/account/searches");
  await expect(page.getByText("账号最多保存 50 个搜索").first()).toBeVisible();
  await open(page, "/account/searches");
  await expect(page.getByRole("heading", { name: "还在这台设备上的搜索" })).toBeVisible();
  await expect(page.locator("kept-searches").getByRole("listitem")).toHaveCount(1);
  await expectAccessible(page, "/account/searches", "zh-CN");
});

// The list is refused with a status, of which Chromium tells.
test.describe("a list that is none", () => {
  test.use({ expectedMessages: [/Failed to load resource: the server responded with a status of 400/] });

  test("a broken list of searches keeps nothing else back", async ({ page }) => {
    await open(page, "/listings");
    await page.getByRole("button", { name: /^收藏/ }).first().click();
    await page.evaluate((key) => localStorage.setItem(key, '[{"not":"a search"}]'), KEY);
    await open(page, HERE);
    await expect(page.getByText("还没有保存的搜索")).toBeVisible();
    await signUp(page, somebody());
    await expect
      .poll(async () => ((await (await page.request.get("/api/v1/account/favourites")).json()) as unknown[]).length)
      .toBe(1);
    expect(await page.evaluate((key) => localStorage.getItem(key), KEY)).toBe("");
  });
});

test.describe("without script", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("keeping a search leads to signing in", async ({ page }) => {
    await page.goto("/listings?rooms=2");
    await page.getByRole("link", { name: "保存搜索" }).click();
    await expect(page).toHaveURL(/\/sign-in\?next=/);
  });
});
