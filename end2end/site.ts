// The pages as a person knows them: by role and name. Tests import `test` and `expect` from here.

import { type APIRequestContext, type Locator, type Page, expect, test as base } from "@playwright/test";

/** Fails a test whose page wrote errors or warnings to the console, or broke its security policy. */
export const test = base.extend<{ expectedMessages: RegExp[]; quietConsole: void }>({
  expectedMessages: [[], { option: true }],
  quietConsole: [
    async ({ page, expectedMessages }, use) => {
      const messages: string[] = [];
      page.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) messages.push(`${message.type()}: ${message.text()}`);
      });
      page.on("pageerror", (error) => messages.push(`exception: ${error.message}`));
      await use();
      // Playwright's own remark: only the tests of the service worker let it in.
      const blocked = /Service Worker registration blocked by Playwright/;
      const unexpected = messages.filter((message) => ![blocked, ...expectedMessages].some((known) => known.test(message)));
      expect(unexpected, "what the page wrote to the console").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** What Chromium remarks when scripts that a page announces are never run. */
export const UNUSED_PRELOAD = /was preloaded using link preload but not used/;

/** Opens `path` and waits until the page answers to script. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await hydrated(page);
}

/** Gives the page a sign of a person, and waits until it answers to script. */
export async function hydrated(page: Page) {
  await expect(async () => {
    await page.mouse.move(1, 1);
    await expect(page.locator("body[data-hydrated]")).toBeAttached({ timeout: 1_000 });
  }).toPass();
}

export class SearchPage {
  readonly words: Locator;
  readonly results: Locator;
  readonly cards: Locator;
  readonly filters: Locator;
  readonly openFilters: Locator;
  readonly order: Locator;
  readonly pages: Locator;
  readonly chips: Locator;

  constructor(private readonly page: Page) {
    this.words = page.getByLabel("搜索房源");
    this.results = page.getByRole("region", { name: "房源列表" });
    this.cards = this.results.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 3 }) });
    this.filters = page.getByRole("region", { name: "筛选", exact: true });
    this.openFilters = page.getByRole("button", { name: /^筛选/ });
    this.order = page.getByRole("navigation", { name: "排序" });
    this.pages = page.getByRole("navigation", { name: "分页" });
    this.chips = page.getByRole("list", { name: "已选条件" });
  }

  /** Waits until the page counts `total` homes. */
  async counts(total: number) {
    await expect(this.page.getByRole("status")).toContainText(`共 ${total.toLocaleString("en")} 套`);
  }

  async total(): Promise<number> {
    const status = this.page.getByRole("status");
    await expect(status).toContainText(/共 [\d,]+ 套/);
    return numberIn(/共 ([\d,]+) 套/, await status.innerText());
  }

  /** The values of the filter under the heading `filter`. */
  choices(filter: string): Locator {
    const heading = this.page.getByRole("heading", { name: filter, exact: true });
    return this.filters.locator("section").filter({ has: heading }).getByRole("link");
  }

  chip(value: string): Locator {
    return this.page.getByRole("link", { name: `去掉：${value}`, exact: true });
  }

  async titles(): Promise<string[]> {
    return this.results.getByRole("heading", { level: 3 }).allInnerTexts();
  }

  /** The rents of the cards, from top to bottom. */
  async rents(): Promise<number[]> {
    const texts = await this.cards.allInnerTexts();
    return texts.map((text) => numberIn(/([\d,]+)\s*元\/月/, text));
  }
}

/** A choice's words and count, which its link shows one after the other. */
export async function wordsAndCount(choice: Locator): Promise<{ words: string; count: number }> {
  const text = (await choice.innerText()).replace(/\s+/g, " ").trim();
  const [, words, count] = text.match(/^(.*?) ?([\d,]+)$/) ?? [];
  if (words === undefined || count === undefined) throw new Error(`no count in “${text}”`);
  return { words, count: Number(count.replaceAll(",", "")) };
}

function numberIn(pattern: RegExp, text: string): number {
  const found = text.match(pattern)?.[1];
  if (found === undefined) throw new Error(`no ${pattern} in “${text}”`);
  return Number(found.replaceAll(",", ""));
}

/** What the API answers, for tests that need to know the data. */
export async function api<T>(request: APIRequestContext, path: string): Promise<T> {
  const answer = await request.get(path);
  expect(answer.status(), path).toBe(200);
  return (await answer.json()) as T;
}

/** A home with several photos. */
export async function homeWithPhotos(request: APIRequestContext): Promise<{ id: number; photos: number }> {
  const { results: listings } = await api<{ results: { id: number; photo: unknown }[] }>(request, "/api/v1/listings");
  for (const { id } of listings.filter(({ photo }) => photo)) {
    const { photos } = await api<{ photos: unknown[] }>(request, `/api/v1/listings/${id}`);
    if (photos.length > 1) return { id, photos: photos.length };
  }
  throw new Error("no home on the first page has several photos");
}
