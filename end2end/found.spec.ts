// What search engines read, and the site as an app on a device: readable without a network, never
// of an old build.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { comeInAs } from "./people";
import { expect, homeWithPhotos, hydrated, open, test } from "./site";

test.use({ serviceWorkers: "allow" });

/** Waits until a service worker answers for the pages of `page`. */
async function workerReady(page: Page) {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
}

/** The paths of the pages that are kept. */
function keptPages(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("pages-"));
    const pages = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return pages.flat().map((request) => new URL(request.url).pathname);
  });
}

test("each page links to itself in every language", async ({ page, request, playwright, baseURL }) => {
  const { id } = await homeWithPhotos(request);
  for (const path of ["/", "/listings?rooms=2", `/listings/${id}`, "/stats", "/cities/110100"]) {
    await open(page, path);
    const links = await page.locator('link[rel="alternate"][hreflang]').evaluateAll((links) =>
      links.map((link) => [link.getAttribute("hreflang") ?? "", (link as HTMLLinkElement).href] as const),
    );
    expect(links.map(([language]) => language), path).toEqual(["zh-CN", "en", "x-default"]);
    const canonical = await page.locator('link[rel="canonical"]').getAttribute("href");
    expect(links[0]?.[1], path).toBe(canonical);
    for (const [language, href] of links) {
      const { pathname, search } = new URL(href);
      // Somebody who was never here and names no language: asking in one sets a cookie.
      const stranger = await playwright.request.newContext({ baseURL, extraHTTPHeaders: { "accept-language": "" } });
      const answer = await stranger.get(pathname + search);
      expect(answer.status(), href).toBe(200);
      const html = await answer.text();
      await stranger.dispose();
      const tag = language === "x-default" ? "zh-CN" : language;
      expect(html, href).toContain(`<html lang="${tag}"`);
    }
  }
});

test("the address decides the language, and links stay clean", async ({ page }) => {
  await open(page, "/listings?lang=en");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page.getByRole("note")).toHaveCount(0);
  const hrefs = await page.locator("main a[href^='/']").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  expect(hrefs.filter((href) => href.includes("lang="))).toEqual([]);
  // The cookie keeps it.
  await open(page, "/listings");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("the sitemap leads to pages and a link to a home has a picture", async ({ request }) => {
  const robots = await (await request.get("/robots.txt")).text();
  const sitemap = robots.match(/^Sitemap: (.*)$/m)?.[1] ?? "";
  const index = await (await request.get(new URL(sitemap).pathname)).text();
  const parts = [...index.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, address]) => new URL(address ?? "").pathname);
  expect(parts.some((part) => part.startsWith("/sitemaps/listings-"))).toBe(true);
  for (const part of parts) {
    const xml = await (await request.get(part)).text();
    const first = xml.match(/<loc>(.*?)<\/loc>/)?.[1] ?? "";
    const { pathname, search } = new URL(first);
    expect((await request.get(pathname + search)).status(), first).toBe(200);
  }
  const { id } = await homeWithPhotos(request);
  const picture = await request.get(`/og/listings/${id}.png`);
  expect(picture.headers()["content-type"]).toBe("image/png");
  const size = (await picture.body()).subarray(16, 24);
  expect([size.readUInt32BE(0), size.readUInt32BE(4)]).toEqual([1200, 630]);
});

test("the site can be installed", async ({ page, request }) => {
  await open(page, "/listings");
  const href = await page.locator('link[rel="manifest"]').getAttribute("href");
  const manifest = (await (await request.get(href ?? "")).json()) as {
    name: string;
    start_url: string;
    display: string;
    icons: { src: string; sizes: string; purpose?: string }[];
  };
  expect(manifest.display).toBe("standalone");
  expect((await request.get(manifest.start_url)).status()).toBe(200);
  expect(manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`)).toEqual(
    expect.arrayContaining(["192x192 any", "512x512 any", "512x512 maskable"]),
  );
  for (const { src } of manifest.icons) expect((await request.get(src)).status(), src).toBe(200);
  await workerReady(page);
});

test.describe("without a network", () => {
  test.use({ expectedMessages: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED|Failed to fetch/] });

  test("homes looked at last can be read, other pages say why not", async ({ page, request, context }) => {
    const { id } = await homeWithPhotos(request);
    await open(page, `/listings/${id}`);
    const title = await page.getByRole("heading", { level: 1 }).innerText();
    await workerReady(page);
    await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(`/listings/${id}`);
    await expect.poll(() => page.evaluate(async () => (await (await caches.open("photos")).keys()).length), { timeout: 15_000 }).toBeGreaterThan(0);

    await context.setOffline(true);
    await page.reload();
    await hydrated(page);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
    const photo = page.locator("main .gallery img").first();
    await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);

    await page.goto("/stats");
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("现在没有网络");
    await page.getByRole("link", { name: title }).click();
    await expect(page).toHaveURL(new RegExp(`/listings/${id}$`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);

    await context.setOffline(false);
    await page.goto("/stats");
    await expect(page.getByRole("heading", { level: 1 })).not.toHaveText("现在没有网络");
  });
});

test("a home reached without loading a page is kept too", async ({ page }) => {
  await open(page, "/listings");
  await workerReady(page);
  await page.getByRole("region", { name: "房源列表" }).getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await expect(page).toHaveURL(/\/listings\/\d+$/);
  const path = new URL(page.url()).pathname;
  await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(path);
});

test("calls are never kept", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  await open(page, `/listings/${id}`);
  await workerReady(page);
  await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(`/listings/${id}`);
  await page.evaluate((id) => fetch(`/api/v1/listings/${id}`), id);
  const kept = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const all = await Promise.all(caches_.map((cache) => cache.keys()));
    return all.flat().map((request) => new URL(request.url).pathname);
  });
  expect(kept.filter((path) => path.startsWith("/api"))).toEqual([]);
});

test("without a network nobody manages homes: the code of the console is not kept", async ({ page }) => {
  await open(page, "/listings");
  await workerReady(page);
  const shell = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith("shell-"));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().map((request) => new URL(request.url).pathname);
  };
  await expect.poll(() => page.evaluate(shell), { timeout: 15_000 }).not.toEqual([]);
  const kept = await page.evaluate(shell);
  expect(kept.some((path) => path.includes("listing_page_view"))).toBe(true);
  expect(kept.filter((path) => /(desk|account)_route_view/.test(path))).toEqual([]);
});

test("a kept page says nothing of who is signed in", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  const path = `/listings/${id}`;
  await comeInAs(page, "demo-renter");
  await open(page, path);
  await expect(page.locator("html[data-account]")).toBeAttached();
  await workerReady(page);
  await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(path);
  const html = await page.evaluate(async (path) => (await caches.match(path))?.text(), path);
  expect(html).toContain("<html");
  expect(html).not.toContain("data-account");
});

test.describe("after another build", () => {
  let front: Server;
  let address: string;
  /** Makes the service worker of another build out of the one that is there. */
  let changed = (worker: string) => worker;

  test.beforeEach(async ({ baseURL }) => {
    changed = (worker) => worker;
    front = createServer((request, response) => void pass(new URL(baseURL ?? ""), request, response));
    await new Promise<void>((ready) => front.listen(0, "127.0.0.1", ready));
    address = `http://127.0.0.1:${(front.address() as AddressInfo).port}`;
  });

  test.afterEach(() => {
    front.closeAllConnections();
    front.close();
  });

  async function pass(site: URL, request: IncomingMessage, response: ServerResponse) {
    const path = request.url ?? "/";
    const headers = { cookie: request.headers.cookie ?? "", "accept-language": "zh-CN" };
    const answer = await fetch(new URL(path, site), { headers, redirect: "manual" });
    const body = Buffer.from(await answer.arrayBuffer());
    const kept = [...answer.headers].filter(([name]) => !["content-encoding", "content-length", "transfer-encoding", "connection"].includes(name));
    response.writeHead(answer.status, Object.fromEntries(kept));
    response.end(path === "/sw.js" ? changed(body.toString()) : body);
  }

  test("its worker takes over, the old caches go, the viewed homes stay", async ({ page, request }) => {
    const { id } = await homeWithPhotos(request);
    await page.goto(`${address}/listings/${id}`);
    await hydrated(page);
    await workerReady(page);
    await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(`/listings/${id}`);
    const builds = () => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("shell-")));
    const [before] = await builds();
    expect(before).toBeTruthy();

    const build = before?.replace("shell-", "") ?? "";
    changed = (worker) => worker.replaceAll(build, "another-build");
    await page.goto(`${address}/listings`);
    await expect.poll(builds, { timeout: 15_000 }).toEqual(["shell-another-build"]);
    // Fetched again, in the new build.
    await page.goto(`${address}/listings`);
    await expect.poll(() => keptPages(page), { timeout: 15_000 }).toContain(`/listings/${id}`);
    const names = await page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith("pages-")));
    expect(names).toEqual(["pages-another-build"]);
  });
});
