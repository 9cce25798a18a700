import { SearchPage, UNUSED_PRELOAD, api, expect, open, test } from "./site";

interface Answer {
  count: number;
}

const TYPED = "北京两居8000以内近地铁";
const SAME = "/api/v1/listings?city=110100&rooms=2&rent_max=8000&subway=1";

test("what is typed becomes chips, and the box keeps what was not understood", async ({ page, request }) => {
  const { count: total } = await api<Answer>(request, SAME);
  const search = new SearchPage(page);
  await open(page, "/listings");
  await search.words.fill(TYPED);
  await search.counts(total);
  for (const chip of ["北京市", "8,000 元以下", "两室", "近地铁"]) await expect(search.chip(chip)).toBeVisible();
  await expect(search.words, "nobody's typing is changed").toHaveValue(TYPED);

  await search.words.press("Enter");
  await expect(search.words).toHaveValue("");
  await search.counts(total);

  await search.chip("两室").click();
  await expect(search.chip("两室")).toHaveCount(0);
  await expect(search.chip("8,000 元以下")).toBeVisible();
});

test("a word that is deleted again takes its filter with it", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings?lift=1");
  await search.words.pressSequentially("北京 两居", { delay: 40 });
  await expect(search.chip("两室")).toBeVisible();
  for (let n = 0; n < 3; n++) await search.words.press("Backspace");
  await expect(search.chip("两室")).toHaveCount(0);
  await expect(search.chip("北京市")).toBeVisible();
  await expect(search.chip("有电梯"), "the filters from before stay").toBeVisible();
});

test("what was typed gives way to what is chosen afterwards", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  await search.words.fill("北京 5000以内");
  await expect(search.chip("5,000 元以下")).toBeVisible();
  const most = page.getByRole("spinbutton", { name: "最高租金（元/月）" });
  await most.fill("9000");
  await most.press("Enter");
  await expect(search.chip("9,000 元以下")).toBeVisible();
  await expect(search.chip("5,000 元以下")).toHaveCount(0);
  await expect(search.words).toHaveValue("");
});

test("an address with words says the same when it is shared", async ({ page, request }) => {
  const { count: total } = await api<Answer>(request, SAME);
  const search = new SearchPage(page);
  await open(page, `/listings?q=${encodeURIComponent(`${TYPED} 阳台`)}`);
  await expect(search.chip("“阳台”")).toBeVisible();
  await expect(search.words).toHaveValue("阳台");
  await search.chip("“阳台”").click();
  await search.counts(total);
  await expect(page).not.toHaveURL(/[?&]q=/);
});

test.describe("in English", () => {
  test("English words and pinyin are understood and shown in English", async ({ page, context, baseURL, request }) => {
    const { count: total } = await api<Answer>(request, SAME);
    await context.addCookies([{ name: "locale", value: "en", url: baseURL ?? "" }]);
    await open(page, `/listings?q=${encodeURIComponent("beijing 2br under 8000 near metro")}`);
    const chips = page.getByRole("list", { name: "Filters set" });
    await expect(chips).toContainText("2 rooms");
    await expect(chips).toContainText("Near metro");
    await expect(page.getByRole("status").first()).toContainText(total.toLocaleString("en"));
  });
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false, expectedMessages: [UNUSED_PRELOAD] });

  test("the form understands, keeps and lets go of filters", async ({ page, request }) => {
    const { count: total } = await api<Answer>(request, SAME);
    const search = new SearchPage(page);
    await page.goto("/listings");
    await search.words.fill(TYPED);
    await search.words.press("Enter");
    await search.counts(total);
    await expect(search.words).toHaveValue("");

    await search.words.fill("三居");
    await search.words.press("Enter");
    await expect(search.chip("三室")).toBeVisible();
    await expect(search.chip("两室")).toHaveCount(0);
    await expect(search.chip("8,000 元以下"), "the form keeps the other filters").toBeVisible();

    await search.chip("三室").click();
    await expect(search.chip("三室")).toHaveCount(0);
    await expect(search.chip("北京市")).toBeVisible();
  });
});
