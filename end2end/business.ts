// Agents, admins and renters at work: everybody in a browser of their own, and the steps that the
// journeys share.

import { type Browser, type BrowserContextOptions, type Page, expect } from "@playwright/test";
import { comeInAs, signUp, somebody } from "./people";
import { hydrated, open, test as base } from "./site";

/** A phone, as far as the pages can tell. */
export const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } satisfies BrowserContextOptions;

type Visit = (options?: BrowserContextOptions) => Promise<Page>;

/** Tests with more people than one; none of their pages may write errors or warnings to the console. */
export const test = base.extend<{ visit: Visit }>({
  visit: async ({ browser, baseURL }, use) => {
    const messages: string[] = [];
    const contexts: Awaited<ReturnType<Browser["newContext"]>>[] = [];
    await use(async (options = {}) => {
      const settings = { baseURL: baseURL ?? "", locale: "zh-CN", timezoneId: "Asia/Shanghai", serviceWorkers: "block" } as const;
      const context = await browser.newContext({ ...settings, ...options });
      contexts.push(context);
      context.on("console", (message) => {
        if (["error", "warning"].includes(message.type())) messages.push(`${message.type()}: ${message.text()}`);
      });
      context.on("weberror", (error) => messages.push(`exception: ${error.error().message}`));
      return context.newPage();
    });
    for (const context of contexts) await context.close();
    const expected = [
      /Service Worker registration blocked by Playwright/,
      /Failed to load resource: the server responded with a status of 4\d\d/,
      /was preloaded using link preload but not used/,
    ];
    const unexpected = messages.filter((message) => !expected.some((known) => known.test(message)));
    expect(unexpected, "what the pages wrote to the console").toEqual([]);
  },
});

/** The same person once more, in a browser that runs no script. */
export async function withoutScript(visit: Visit, page: Page): Promise<Page> {
  return visit({ javaScriptEnabled: false, storageState: await page.context().storageState() });
}

/** Signs somebody new up and has them made an agent. */
export async function becomeAgent(page: Page, admin: Page): Promise<ReturnType<typeof somebody>> {
  const me = somebody();
  await signUp(page, me);
  const found = await admin.request.get(`/api/v1/users?q=${me.username}`);
  const { results } = (await found.json()) as { results: { id: number; version: number }[] };
  const account = results[0];
  if (!account) throw new Error(`no account ${me.username}`);
  // The landlord's and agent's role, by its number.
  const given = await admin.request.put(`/api/v1/users/${account.id}/roles`, { data: { roles: [3], version: account.version } });
  expect(given.status(), await given.text()).toBeLessThan(300);
  return me;
}

export async function becomeRenter(page: Page): Promise<ReturnType<typeof somebody>> {
  const me = somebody();
  await signUp(page, me);
  return me;
}

export async function becomeAdmin(page: Page): Promise<Page> {
  await comeInAs(page, "demo-admin");
  return page;
}

/** Something that stands nowhere else, so that a search finds it alone. */
export function unique(): string {
  const signs = "琥珀澄湖松岚竹汐枫雁鹭荷菱芷蘅芸薇桐梓槿楠榆桉栎棠";
  return Array.from({ length: 6 }, () => signs[Math.floor(Math.random() * signs.length)]).join("");
}

export interface Begun {
  id: number;
  title: string;
  estate: string;
}

/** Makes a draft on the page for that, with script or without, and stays in its editor. */
export async function begin(page: Page, facts: { rent?: string; area?: string } = {}): Promise<Begun> {
  const estate = `${unique()}苑`;
  await page.goto("/console/listings/new");
  await page.getByLabel("区县", { exact: true }).selectOption({ index: 1 });
  await page.getByLabel("小区", { exact: true }).fill(estate);
  await page.getByLabel("室", { exact: true }).fill("2");
  await page.getByLabel("面积（㎡）").fill(facts.area ?? "76");
  await page.getByLabel("月租金（元）").fill(facts.rent ?? "6500");
  await page.getByRole("button", { name: "建立草稿" }).click();
  await expect(page).toHaveURL(/\/console\/listings\/\d+\?done=started/);
  const id = Number(page.url().match(/listings\/(\d+)/)?.[1]);
  return { id, title: `${estate}两居`, estate };
}

/** Writes the title and hands the home in. */
export async function submit(page: Page, home: Begun) {
  await page.getByLabel("标题", { exact: true }).fill(home.title);
  await page.getByRole("button", { name: "保存并提交审核" }).click();
  await expect(page).toHaveURL(/done=submitted/);
  await expect(page.getByText("已提交审核，通过后会公开。")).toBeVisible();
}

/** Finds what was handed in in the queue, and approves it. */
export async function approve(admin: Page, home: Begun) {
  await open(admin, `/admin/moderation?q=${encodeURIComponent(home.title)}`);
  await admin.getByRole("link", { name: home.title }).first().click();
  await expect(admin).toHaveURL(new RegExp(`/admin/moderation/${home.id}$`));
  await hydrated(admin);
  await admin.getByRole("button", { name: "通过", exact: true }).click();
  await expect(admin.getByText("已通过，马上就能搜到")).toBeVisible();
}

/** A home that everybody can see. */
export async function publish(page: Page, admin: Page): Promise<Begun> {
  const home = await begin(page);
  await hydrated(page);
  await submit(page, home);
  await approve(admin, home);
  return home;
}

/** The homes that a search for these words finds first. */
export async function found(page: Page, words: string): Promise<number[]> {
  const answer = await page.request.get(`/api/v1/listings?q=${encodeURIComponent(words)}`);
  const { results } = (await answer.json()) as { results: { id: number }[] };
  return results.map(({ id }) => id);
}

/** Lets renters come every day. */
export async function receive(page: Page) {
  await open(page, "/console/hours");
  for (const day of "一二三四五六日") await page.getByLabel(`周${day}`, { exact: true }).fill("09:00-12:00, 14:00-18:30");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("每周接待时间已保存。")).toBeVisible();
}

/** Pictures that are all different, as a camera would name them. */
export async function pictures(page: Page, count: number): Promise<{ name: string; mimeType: string; buffer: Buffer }[]> {
  const drawn = await page.evaluate((count) => {
    return Array.from({ length: count }, (_, at) => {
      const canvas = document.createElement("canvas");
      canvas.width = 1280;
      canvas.height = 960;
      const pen = canvas.getContext("2d");
      if (!pen) throw new Error("no canvas");
      const light = pen.createLinearGradient(0, 0, at % 2 ? 1280 : 0, 960);
      light.addColorStop(0, `hsl(${at * 97 + Math.random() * 40} 60% 70%)`);
      light.addColorStop(1, `hsl(${at * 97 + 140} 50% 30%)`);
      pen.fillStyle = light;
      pen.fillRect(0, 0, 1280, 960);
      for (let part = 0; part < 24; part += 1) {
        pen.fillStyle = `hsl(${Math.random() * 360} 40% 50%)`;
        pen.fillRect(Math.random() * 1200, Math.random() * 900, 60 + Math.random() * 300, 40 + Math.random() * 200);
      }
      return canvas.toDataURL("image/jpeg", 0.85).split(",")[1] ?? "";
    });
  }, count);
  return drawn.map((data, at) => ({ name: `IMG_${at + 1}.jpg`, mimeType: "image/jpeg", buffer: Buffer.from(data, "base64") }));
}

/** Goes on by the Tab key until this has the focus. */
export async function tabTo(page: Page, name: string, focused: (element: Element) => boolean) {
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press("Tab");
    if (await page.evaluate(`(${focused.toString()})(document.activeElement)`)) return;
  }
  throw new Error(`the Tab key does not lead to ${name}`);
}
