// What holds on every page: axe finds nothing in either theme, and nothing is wider than the screen.

import AxeBuilder from "@axe-core/playwright";
import { type Page, expect } from "@playwright/test";
import { open } from "./site";

/** Opens `address`, which is to show in the language `locale`, and looks at it in both themes. */
export async function expectAccessible(page: Page, address: string, locale: string) {
  // Colours that are still changing are no colours to judge.
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await open(page, address);
  await expect(page.locator("html")).toHaveAttribute("lang", locale);
  await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.slice(0, 4).map(({ target, html }) => `${target.join(" ")} ${html.slice(0, 160)}`).join(" | ")}`,
    );
    expect.soft(found, `${address} ${locale}, ${colorScheme}`).toEqual([]);
  }
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect.soft(content, `${address} ${locale}`).toBeLessThanOrEqual(screen ?? 0);
}
