// What the server answers, seen from outside: statuses, headers, and input nobody should send.

import { expect, test } from "./site";

for (const path of ["/listings/999999999", "/listings/abc", "/listings/-1", "/nowhere", "/photos/none.webp", "/pkg/none.js"]) {
  test(`${path} is not found`, async ({ request }) => {
    expect((await request.get(path)).status()).toBe(404);
  });
}

test.describe("a page that is not there", () => {
  test.use({ expectedMessages: [/the server responded with a status of 404/] });

  test("says so and leads on", async ({ page }) => {
    const answer = await page.goto("/listings/999999999");
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("没有找到这个页面");
    await page.getByRole("main").getByRole("link", { name: "全部房源" }).click();
    await expect(page).toHaveURL(/\/listings$/);
  });
});

test("pages carry a strict policy, assets stay in caches for good", async ({ request }) => {
  const page = await request.get("/listings");
  const policy = page.headers()["content-security-policy"] ?? "";
  expect(policy).toMatch(/script-src [^;]*'nonce-[^']{16,}'/);
  expect(policy).not.toContain("'unsafe-inline'");
  expect(page.headers()["x-content-type-options"]).toBe("nosniff");
  const style = (await page.text()).match(/href="(\/pkg\/[^"]+\.css)"/)?.[1];
  const asset = await request.get(style ?? "/pkg/missing.css");
  expect(asset.status()).toBe(200);
  expect(asset.headers()["cache-control"]).toContain("immutable");
});

const STRANGE = [
  "page=0",
  "page=-1",
  "page=abc",
  "page=1000000000",
  "page=99999999999999999999999",
  "city=000000",
  "district=999999&business_district=-5&estate=99999999999",
  "rent_min=9000&rent_max=100",
  "rent_min=-1&area_max=abc",
  `q=${"房".repeat(3400)}`,
  "q=%F0%9F%8F%A0%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7",
  "q=%00%01%02",
  "q=%3Cscript%3Ealert(1)%3C/script%3E",
  "q=';%20DROP%20TABLE%20listing;--",
  "q=%22%20OR%201=1%20--&tag=1)%20OR%20(1=1",
  "q=%FF%FE%C3%28",
  "q=%",
  "q=%zz&rooms=%E4%B8",
  "q=AND%20OR%20NOT%20(%20)%20%5B%20*%20:%20%5E%20~",
  "q=(((((((((((((((((((",
  "cursor=AAAA",
  "cursor=%F0%9F%8F%A0",
  "map_box=1,2,3",
  "map_box=NaN,inf,-inf,1e999",
  "available_by=2026-99-99",
  "sort=constructor&mode=__proto__",
  "rooms=1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1",
  "colour=red&=&&&=x",
  "q[]=a&q[b]=c",
];

for (const query of STRANGE) {
  test(`?${query.slice(0, 60)} gets a sensible answer`, async ({ request }) => {
    for (const path of ["/listings", "/api/v1/listings", "/api/ui/search_listings"]) {
      const answer = await request.get(`${path}?${path.startsWith("/api/ui") ? `search=${encodeURIComponent(query)}` : query}`);
      expect([200, 400, 404, 414, 422], `status of ${path}`).toContain(answer.status());
      expect(await answer.text()).not.toContain("<script>alert(1)");
    }
  });
}

test("text from an address is shown as text", async ({ page }) => {
  let dialogs = 0;
  page.on("dialog", async (dialog) => {
    dialogs += 1;
    await dialog.dismiss();
  });
  const text = '</title></script>"><img src=x onerror=alert(1)>';
  await page.goto(`/listings?q=${encodeURIComponent(text)}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(text);
  await expect(page).toHaveTitle(new RegExp(text.replace(/[()/]/g, "\\$&")));
  await expect(page.locator("img[src=x]")).toHaveCount(0);
  expect(dialogs).toBe(0);
});

test("what could not be taken is said on the page", async ({ page }) => {
  await page.goto("/listings?rent_min=9000&rent_max=100&colour=red");
  const note = page.getByRole("note");
  await expect(note).toContainText("「租金」的最低值大于最高值，已对调");
  await expect(note).toContainText("「colour」");
});

test("the API names what it cannot take", async ({ request }) => {
  const answer = await request.get("/api/v1/listings?rent_min=abc");
  expect(answer.status()).toBe(400);
  expect(answer.headers()["content-type"]).toContain("application/problem+json");
  expect(await answer.text()).toContain("rent_min");
});
