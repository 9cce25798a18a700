// Runs at desktop and at phone width (see playwright.config.ts).

import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { SearchPage, expect, homeWithPhotos, open, test } from "./site";

async function expectNoViolations(page: Page) {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const summary = violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.slice(0, 5).map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
  }));
  expect(summary).toEqual([]);
}

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("the search page has no axe violation", async ({ page }) => {
      const search = new SearchPage(page);
      await open(page, "/listings");
      await search.pages.scrollIntoViewIfNeeded();
      await expectNoViolations(page);
    });

    test("a search with filters, remarks and words has no axe violation", async ({ page }) => {
      await open(page, "/listings?q=%E6%95%B4%E7%A7%9F&rooms=1,2&lift=1&rent_min=5000&rent_max=2000&sort=rent_up");
      await expectNoViolations(page);
    });

    test("a search without results has no axe violation", async ({ page }) => {
      await open(page, "/listings?rent_min=900000&rooms=2");
      await expectNoViolations(page);
    });

    test("the listing page has no axe violation", async ({ page, request }) => {
      const { id } = await homeWithPhotos(request);
      await open(page, `/listings/${id}`);
      await expectNoViolations(page);
    });

    test.describe("without a page to show", () => {
      test.use({ expectedMessages: [/the server responded with a status of 404/] });

      test("the page that says so has no axe violation", async ({ page }) => {
        await open(page, "/listings/999999999");
        await expectNoViolations(page);
      });
    });
  });
}
