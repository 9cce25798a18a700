import type { Request } from "@playwright/test";
import { expect, open, test } from "./site";

/** Most kilobytes (1024) that the first visit of the search page may transfer, with brotli. */
const BUDGET = { html: 25, css: 30, code: 250 };

test("the first visit of the search page stays within its budget", async ({ page }) => {
  const requests: Request[] = [];
  page.on("requestfinished", (request) => requests.push(request));
  await open(page, "/listings");
  // Preloads and chunks that start late count as well.
  await page.waitForFunction(() => document.readyState === "complete");
  await page.waitForTimeout(1_000);

  const sizes = { html: 0, css: 0, code: 0 };
  for (const request of requests) {
    const part = partOf(request);
    if (!part) continue;
    const response = await request.response();
    expect(response?.headers()["content-encoding"], request.url()).toBe("br");
    sizes[part] += (await request.sizes()).responseBodySize / 1024;
  }
  expect(sizes.code, "wasm and scripts were fetched").toBeGreaterThan(20);
  expect(sizes.html, "HTML in KB").toBeLessThanOrEqual(BUDGET.html);
  expect(sizes.css, "CSS in KB").toBeLessThanOrEqual(BUDGET.css);
  expect(sizes.code, "wasm and scripts in KB").toBeLessThanOrEqual(BUDGET.code);
});

function partOf(request: Request): keyof typeof BUDGET | undefined {
  const path = new URL(request.url()).pathname;
  if (request.resourceType() === "document") return "html";
  if (path.endsWith(".css")) return "css";
  if (/\.(js|wasm|json)$/.test(path)) return "code";
  return undefined;
}
