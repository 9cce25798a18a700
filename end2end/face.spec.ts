// Theme, language and the look of every page.

import AxeBuilder from "@axe-core/playwright";
import { expect, homeWithPhotos, open, test } from "./site";

const HAN = /\p{Script=Han}/u;
const CANVAS = { light: "rgb(255, 255, 255)", dark: "rgb(20, 23, 26)" };

test.describe("the theme", () => {
  for (const [chosen, system] of [
    ["dark", "light"],
    ["light", "dark"],
  ] as const) {
    test(`${chosen} by cookie is there at the first paint, without script`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({ colorScheme: system, javaScriptEnabled: false });
      await context.addCookies([{ name: "theme", value: chosen, url: baseURL ?? "" }]);
      const page = await context.newPage();
      await page.goto("/listings");
      await expect(page.locator("html")).toHaveAttribute("data-theme", chosen);
      await expect(page.locator("body")).toHaveCSS("background-color", CANVAS[chosen]);
      await expect(page.locator("meta[name=theme-color]")).toHaveCount(1);
      await context.close();
    });
  }

  test("is chosen in the foot, stays on the page, and holds on the next", async ({ page }) => {
    await open(page, "/listings?rooms=2");
    const foot = page.getByRole("contentinfo");
    await foot.getByRole("link", { name: "深色" }).click();
    await expect(page).toHaveURL(/\/listings\?rooms=2$/);
    await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
    await expect(foot.getByRole("link", { name: "深色" })).toHaveAttribute("aria-current", "true");
    await open(page, "/listings");
    await expect(page.locator("body")).toHaveCSS("background-color", CANVAS.dark);
    await foot.getByRole("link", { name: "跟随系统" }).click();
    await expect(page.locator("html")).not.toHaveAttribute("data-theme", /./);
  });
});

test("the parts of the site are named, and the current one is marked", async ({ page }) => {
  await open(page, "/listings?rooms=2");
  const nav = page.getByRole("navigation", { name: "主导航" });
  await expect(nav.getByRole("link")).toHaveText(["找房", "地图", "行情", "收藏"]);
  await expect(nav.getByRole("link", { name: "找房" })).toHaveAttribute("aria-current", "page");
  const last = page.getByRole("contentinfo").getByRole("link").last();
  await last.scrollIntoViewIfNeeded();
  await expect(last, "the bar at the lower edge covers no link").toBeInViewport();
  await last.click({ trial: true });
});

test.describe("in English", () => {
  test.use({ locale: "en-US" });

  test("Chinese stands only where it says that it is Chinese, and places carry their pinyin", async ({
    page,
    request,
  }) => {
    const { id } = await homeWithPhotos(request);
    for (const path of ["/listings?city=110100", `/listings/${id}`]) {
      await open(page, path);
      const unmarked = await page.evaluate(() => {
        const texts: string[] = [];
        const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walker.nextNode()) {
          const parent = walker.currentNode.parentElement;
          if (!parent?.closest("script, style, [lang^=zh]")) texts.push(walker.currentNode.textContent ?? "");
        }
        return texts;
      });
      expect(
        unmarked.filter((text) => HAN.test(text)),
        path,
      ).toEqual([]);
      const latin = page.locator('[lang="zh-Latn-pinyin"]');
      await expect(latin.first()).toHaveText(/^[A-Z]/);
    }
    await open(page, "/listings?city=110100");
    await expect(page.getByRole("link", { name: /Chaoyang District/ }).first()).toBeAttached();
  });
});

test("time is said relative and exact", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  await open(page, `/listings/${id}`);
  const time = page.locator("time").first();
  await expect(time).toHaveText(/^(今天|昨天|\d+ (天|周|个月|年)前)\s*· \d{4}-\d{2}-\d{2}$/);
  await expect(time).toHaveAttribute("datetime", /^\d{4}-\d{2}-\d{2}$/);
});

test("photos come in the width they are shown in, the first at once", async ({ page }) => {
  await open(page, "/listings");
  const photos = page.locator(".card-photo img[srcset]");
  const first = photos.first();
  await expect(first).toHaveAttribute("fetchpriority", "high");
  await expect(first).toHaveAttribute("class", /^tone-[a-x]$/);
  const sources = await photos.evaluateAll((images) =>
    images.slice(0, 1).map((image) => {
      const photo = image as HTMLImageElement;
      return { chosen: photo.currentSrc, shown: photo.clientWidth * devicePixelRatio };
    }),
  );
  for (const { chosen, shown } of sources) {
    const width = Number(new URL(chosen).searchParams.get("w") ?? 960);
    expect(width).toBeGreaterThanOrEqual(Math.min(shown, 960) * 0.6);
    expect(width).toBeLessThanOrEqual(Math.max(shown * 2.2, 640));
  }
  await expect(photos.last()).toHaveAttribute("loading", "lazy");
});

test("nothing moves for those who asked for less motion", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await open(page, "/listings");
  const moving = await page.evaluate(
    () =>
      [...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        const seconds = [style.transitionDuration, style.animationDuration].flatMap((times) => times.split(","));
        return seconds.some((time) => parseFloat(time) > 0.01);
      }).length,
  );
  expect(moving).toBe(0);
});

test("the gallery of the design system has no axe violation", async ({ page }) => {
  const answer = await page.goto("/design");
  expect(answer?.status(), "outside production the gallery is served").toBe(200);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => ({ id, where: nodes.slice(0, 3).map(({ target }) => target.join(" ")) }))).toEqual([]);
});
