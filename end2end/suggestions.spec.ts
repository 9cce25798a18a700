// Suggestions under the search box.

import AxeBuilder from "@axe-core/playwright";
import type { APIRequestContext, Locator, Page } from "@playwright/test";
import { SearchPage, api, expect, open, test } from "./site";

interface Place {
  kind: string;
  id: number;
  name: string;
  city: number;
  count: number;
}

class Suggestions {
  readonly input: Locator;
  readonly list: Locator;
  readonly options: Locator;

  constructor(page: Page) {
    this.input = page.getByRole("combobox", { name: "搜索房源" });
    this.list = page.getByRole("listbox", { name: "地点建议" });
    this.options = this.list.getByRole("option");
  }

  async type(words: string) {
    await this.input.pressSequentially(words, { delay: 30 });
    await expect(this.list).toBeVisible();
  }

  /** The option that Enter would choose is `index`; -1 for none. */
  async expectActive(index: number) {
    const id = await this.input.getAttribute("aria-activedescendant");
    if (index < 0) {
      expect(id).toBeNull();
      await expect(this.list.locator("[aria-selected=true]")).toHaveCount(0);
    } else {
      await expect(this.options.nth(index)).toHaveAttribute("id", id ?? "none");
      await expect(this.options.nth(index)).toHaveAttribute("aria-selected", "true");
      await expect(this.list.locator("[aria-selected=true]")).toHaveCount(1);
    }
  }

  async closed() {
    await expect(this.list).toBeHidden();
    await expect(this.input).toHaveAttribute("aria-expanded", "false");
    await this.expectActive(-1);
  }
}

/** The estate of a home, with what is suggested for the beginning of its name. */
async function anEstate(request: APIRequestContext): Promise<{ words: string; places: Place[] }> {
  const { results: listings } = await api<{ results: { estate: { name: string } | null }[] }>(request, "/api/v1/listings");
  const name = listings.find(({ estate }) => estate)?.estate?.name;
  if (!name) throw new Error("no home on the first page has an estate");
  const words = name.slice(0, 2);
  const { places } = await api<{ places: Place[] }>(request, `/api/v1/suggestions?q=${encodeURIComponent(words)}`);
  return { words, places };
}

test("the keyboard walks through suggestions and chooses one", async ({ page, request }) => {
  const { words, places } = await anEstate(request);
  const suggestions = new Suggestions(page);
  await open(page, "/listings?rooms=2&sort=rent_up");
  await expect(suggestions.input).toHaveAttribute("aria-autocomplete", "list");
  await expect(suggestions.input).toHaveAttribute("aria-expanded", "false");
  await suggestions.type(words);
  await expect(suggestions.options).toHaveCount(places.length);
  await expect(suggestions.input).toHaveAttribute("aria-expanded", "true");
  await expect(suggestions.list).toHaveAttribute("id", (await suggestions.input.getAttribute("aria-controls")) ?? "none");
  await expect(suggestions.options.first().locator("mark")).toHaveText(words);
  await expect(page.getByText(`有 ${places.length} 个地点建议`)).toBeAttached();

  const last = places.length - 1;
  await suggestions.expectActive(-1);
  for (const [key, active] of [
    ["ArrowUp", last],
    ["ArrowDown", -1],
    ["ArrowDown", 0],
    ["End", last],
    ["Home", 0],
  ] as const) {
    await page.keyboard.press(key);
    await suggestions.expectActive(active);
  }
  await expect(suggestions.input).toBeFocused();
  await page.keyboard.press("Enter");
  const chosen = places[0] as Place;
  await page.waitForURL((url) => url.searchParams.get("city") === String(chosen.city));
  const params = new URL(page.url()).searchParams;
  if (chosen.kind !== "city") expect(params.get(chosen.kind)).toBe(String(chosen.id));
  expect(params.get("rooms")).toBe("2");
  expect(params.get("sort")).toBe("rent_up");
  expect(params.get("q")).toBeNull();
  await suggestions.closed();
  await expect(suggestions.input).toHaveValue("");
  await expect(new SearchPage(page).chip(chosen.name)).toBeVisible();
});

test("Escape and Tab close the list and keep the words; Enter without a choice searches for them", async ({ page, request }) => {
  const { words } = await anEstate(request);
  const suggestions = new Suggestions(page);
  await open(page, "/listings");
  await suggestions.type(words);
  await page.keyboard.press("Escape");
  await suggestions.closed();
  await expect(suggestions.input).toHaveValue(words);
  await page.keyboard.press("ArrowDown");
  await expect(suggestions.list).toBeVisible();
  await page.keyboard.press("Tab");
  await suggestions.closed();
  await expect(suggestions.input).not.toBeFocused();
  await suggestions.input.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/[?&]q=/);
  await suggestions.closed();
});

test("a click chooses, also from the page of a home", async ({ page, request }) => {
  const { words, places } = await anEstate(request);
  const { results: listings } = await api<{ results: { id: number }[] }>(request, "/api/v1/listings");
  const suggestions = new Suggestions(page);
  await open(page, `/listings/${listings[0]?.id}`);
  await suggestions.type(words);
  const chosen = places.at(-1) as Place;
  await suggestions.options.last().click();
  await expect(page).toHaveURL(new RegExp(`city=${chosen.city}`));
  await suggestions.closed();
  await expect(suggestions.input).not.toBeFocused();
  const { count: total } = await api<{ count: number }>(request, `/api/v1/listings${new URL(page.url()).search}`);
  expect(total).toBe(chosen.count);
});

test("an answer that comes late does not replace a newer one", async ({ page, request }) => {
  const { words, places } = await anEstate(request);
  const suggestions = new Suggestions(page);
  let asked = 0;
  await page.route(/\/api\/v1\/suggestions/, async (route) => {
    asked += 1;
    if (asked > 1) return route.continue();
    const stale = { kind: "city", id: 1, name: "过时市", latin: "", matched: [0, 1], city: 1, within: [], count: 1 };
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    // The page has given this request up; then there is nobody to answer.
    await route.fulfill({ json: { rest: "", places: [stale] } }).catch(() => undefined);
  });
  await open(page, "/listings");
  await suggestions.input.pressSequentially("a");
  await expect.poll(() => asked).toBe(1);
  await suggestions.input.fill(words);
  await expect(suggestions.options).toHaveCount(places.length);
  await page.waitForTimeout(1_800);
  await expect(suggestions.options).toHaveCount(places.length);
  await expect(suggestions.list).not.toContainText("过时市");
});

test("nothing is asked while an input method composes", async ({ page, request }) => {
  const { words, places } = await anEstate(request);
  const suggestions = new Suggestions(page);
  let asked = 0;
  page.on("request", (request) => {
    if (request.url().includes("/api/v1/suggestions")) asked += 1;
  });
  await open(page, "/listings");
  await suggestions.input.focus();
  const client = await page.context().newCDPSession(page);
  await client.send("Input.imeSetComposition", { text: "wang j", selectionStart: 6, selectionEnd: 6 });
  await page.waitForTimeout(400);
  expect(asked).toBe(0);
  await client.send("Input.insertText", { text: words });
  await expect(suggestions.options).toHaveCount(places.length);
  expect(asked).toBe(1);
});

test("words that are no place's name suggest nothing, and nothing breaks", async ({ page }) => {
  const suggestions = new Suggestions(page);
  await open(page, "/listings");
  for (const words of ["🏠", "zzqq", "<b>%00' --"]) {
    await suggestions.input.fill(words);
    await page.waitForResponse(/\/api\/v1\/suggestions/);
    await suggestions.closed();
  }
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const width of [1440, 390]) {
    test(`the open list has no axe violation (${colorScheme}, ${width} px)`, async ({ page, request }) => {
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ colorScheme });
      const { words } = await anEstate(request);
      const suggestions = new Suggestions(page);
      await open(page, "/listings");
      await suggestions.type(words);
      await page.keyboard.press("ArrowDown");
      const { violations } = await new AxeBuilder({ page }).include(".site-header").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    });
  }
}

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("the list is as wide as the screen, its rows are large, and a tap chooses", async ({ page, request }) => {
    const { words, places } = await anEstate(request);
    const suggestions = new Suggestions(page);
    await open(page, "/listings");
    await suggestions.input.tap();
    await suggestions.type(words);
    const list = await suggestions.list.boundingBox();
    expect(list?.x).toBe(0);
    expect(list?.width).toBe(390);
    for (const option of await suggestions.options.all()) {
      expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    }
    await suggestions.options.first().tap();
    await expect(page).toHaveURL(new RegExp(`city=${places[0]?.city}`));
    await suggestions.closed();
  });
});
