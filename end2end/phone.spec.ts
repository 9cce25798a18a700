import AxeBuilder from "@axe-core/playwright";
import { SearchPage, UNUSED_PRELOAD, expect, homeWithPhotos, open, test, wordsAndCount } from "./site";

test("filters stand in a sheet that shows the live count", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  await expect(search.filters).toBeHidden();
  await search.openFilters.tap();
  await expect(search.filters).toBeVisible();

  const rooms = search.choices("户型").filter({ hasText: /^两室/ });
  const { count } = await wordsAndCount(rooms);
  await rooms.tap();
  const show = search.filters.getByRole("button", { name: `查看 ${count.toLocaleString("en")} 套` });
  await expect(show).toBeVisible();
  await show.tap();
  await expect(search.filters).toBeHidden();
  await search.counts(count);
  await expect(search.openFilters).toHaveText("筛选 · 1");
});

test("the sheet is used by keyboard: opened, walked through, closed", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  await search.openFilters.focus();
  await page.keyboard.press("Enter");
  await expect(search.filters).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(search.filters.locator(":focus")).toHaveCount(1);
  await page.keyboard.press("Escape");
  await expect(search.filters).toBeHidden();
  await expect(search.openFilters).toBeFocused();
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`the open sheet has no axe violation (${colorScheme})`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    const search = new SearchPage(page);
    await open(page, "/listings");
    await search.openFilters.tap();
    await expect(search.filters).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  });
}

test("no page is wider than the screen", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  for (const path of ["/listings", "/listings?rent_min=900000", `/listings/${id}`]) {
    await open(page, path);
    const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
    expect(content, path).toBeLessThanOrEqual(screen ?? 0);
  }
});

test("what is tapped is large enough", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  for (const path of ["/listings?rooms=1,2", `/listings/${id}`]) {
    await open(page, path);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("a, button, input, summary")]
        .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
        .filter((element) => !element.closest("p") && !element.matches(":not(:focus).skip"))
        // The link of a card stretches over the whole card.
        .map((element) => ({ element, box: (element.closest(".card") ?? element).getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 24 || box.height < 24))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.width}×${box.height}`),
    );
    expect(small, path).toEqual([]);
  }
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("the sheet opens, filters and closes too", async ({ page }) => {
    const search = new SearchPage(page);
    await page.goto("/listings");
    await search.openFilters.tap();
    await expect(search.filters).toBeVisible();
    const rooms = search.choices("户型").filter({ hasText: /^一室/ });
    const { count } = await wordsAndCount(rooms);
    await rooms.tap();
    await search.counts(count);
  });
});
