// The page for people who write programs: every operation is there, and can be tried out.

import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./site";

test("the API's page lists its operations and tries one out", async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(baseURL ?? "").origin) elsewhere.push(request.url());
  });
  await page.goto("/api/docs");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("API reference");
  await page.locator("#operations-tag-divisions").getByRole("button").click();
  await expect(page.locator(".opblock")).toHaveCount(5);
  const operation = page.locator(".opblock-get").filter({ has: page.locator('[data-path="/api/v1/divisions/{id}"]') });
  await operation.getByRole("button").first().click();
  await operation.getByRole("button", { name: "Try it out" }).click();
  await operation.getByPlaceholder("id", { exact: true }).fill("110100");
  await operation.getByRole("button", { name: "Execute" }).click();
  const answer = operation.locator(".live-responses-table .response");
  await expect(answer.locator(".response-col_status")).toHaveText("200");
  await expect(answer).toContainText("北京");
  expect(elsewhere).toEqual([]);
});

/** What the library does and we cannot mend: the row of an operation can be clicked, and has a button in it; its filter stands
 * outside of its `main`; the choices of a parameter that is true or false have no name. */
const LEFT = ["nested-interactive", "region", "select-name"];

for (const width of [390, 768, 1440])
  test(`the API's page fits ${width} pixels and is accessible`, async ({ page }) => {
    test.slow();
    await page.setViewportSize({ width, height: 900 });
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.goto("/api/docs");
      await page.locator("#operations-tag-divisions").getByRole("button").click();
      const operation = page.locator(".opblock").first();
      await operation.getByRole("button").first().click();
      await expect(operation.locator(".responses-inner")).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).disableRules(LEFT).analyze();
      const found = violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes.slice(0, 3).map(({ html }) => html.slice(0, 160)).join(" | ")}`);
      expect.soft(found, colorScheme).toEqual([]);
      const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect.soft(content).toBeLessThanOrEqual(screen ?? 0);
      if (process.env.ZUFANG_E2E_PICTURES) await page.screenshot({ path: `${process.env.ZUFANG_E2E_PICTURES}/${width}-${colorScheme}.png` });
    }
  });
