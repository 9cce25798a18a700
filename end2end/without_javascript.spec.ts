import { SearchPage, UNUSED_PRELOAD, expect, test, wordsAndCount } from "./site";

test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

test("search, filters, order, pages and a home work without JavaScript", async ({ page }) => {
  const search = new SearchPage(page);
  await page.goto("/listings");
  expect(await search.cards.count()).toBe(20);

  const city = search.choices("城市").first();
  const { words, count } = await wordsAndCount(city);
  await city.click();
  await search.counts(count);

  await search.order.getByRole("link", { name: "租金从高到低" }).click();
  const rents = await search.rents();
  expect(rents).toEqual(rents.toSorted((a, b) => b - a));

  await search.pages.getByRole("link", { name: "下一页" }).click();
  expect(Math.max(...(await search.rents()))).toBeLessThanOrEqual(Math.min(...rents));

  await page.getByRole("spinbutton", { name: "最低租金（元/月）" }).fill("3000");
  await page.getByRole("spinbutton", { name: "最低租金（元/月）" }).press("Enter");
  await expect(page).toHaveURL(/rent_min=3000/);
  await expect(search.chip(words), "the form keeps the other filters").toBeVisible();
  expect(Math.min(...(await search.rents()))).toBeGreaterThanOrEqual(3000);

  await search.words.fill("阳台");
  await search.words.press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("“阳台”的房源");
  await search.chip("“阳台”").click();
  await expect(page).not.toHaveURL(/[?&]q=/);

  const first = search.results.getByRole("heading", { level: 3 }).first();
  const title = await first.innerText();
  await first.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
});

test("the language is chosen without JavaScript", async ({ page }) => {
  await page.goto("/listings?rooms=2");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page).toHaveURL(/\/listings\?rooms=2$/);
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});
