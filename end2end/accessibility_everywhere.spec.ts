// Every page, in both languages and both themes. Runs at desktop and at phone width.

import AxeBuilder from "@axe-core/playwright";
import { expect, open, test } from "./site";
import { PAGE_NAMES, pageAddresses } from "./site_pages";

for (const name of PAGE_NAMES) {
  test(`${name}: no axe violation, nothing wider than the screen`, async ({ page, request, context, baseURL }) => {
    test.slow();
    const address = (await pageAddresses(request))[name];
    for (const locale of ["zh-CN", "en"]) {
      await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
      // Colours that are still changing are no colours to judge.
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await open(page, address);
      await expect(page.locator("html")).toHaveAttribute("lang", locale);
      await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 200)).join(" ")}`);
        expect(found, `${locale}, ${colorScheme}`).toEqual([]);
      }
      const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(content, locale).toBeLessThanOrEqual(screen ?? 0);
    }
  });
}
