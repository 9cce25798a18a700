import { SearchPage, expect, homeWithPhotos, hydrated, open, test, wordsAndCount } from "./site";

test("a renter narrows the search, looks at a home and comes back", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  const all = await search.total();

  const city = search.choices("城市").first();
  const inCity = await wordsAndCount(city);
  expect(inCity.count).toBeLessThan(all);
  await city.click();
  await search.counts(inCity.count);
  await expect(page).toHaveURL(/[?&]city=\d{6}/);
  await expect(search.chip(inCity.words)).toBeVisible();

  const rooms = search.choices("户型").filter({ hasText: /^两室/ });
  const withRooms = await wordsAndCount(rooms);
  await rooms.click();
  await search.counts(withRooms.count);
  await expect(rooms).toHaveAttribute("aria-current", "true");
  await expect(page).toHaveURL(/[?&]rooms=2/);

  await search.order.getByRole("link", { name: "租金从低到高" }).click();
  await expect(page).toHaveURL(/[?&]sort=rent_up/);
  await expect(search.order.getByRole("link", { name: "租金从低到高" })).toHaveAttribute("aria-current", "true");
  await expect(async () => {
    const rents = await search.rents();
    expect(rents).toEqual(rents.toSorted((a, b) => a - b));
  }).toPass();

  const result = page.url();
  const first = search.results.getByRole("heading", { level: 3 }).first();
  const title = await first.innerText();
  await first.getByRole("link").click();
  await expect(page).toHaveURL(/\/listings\/\d+$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(title);
  await expect(page).toHaveTitle(new RegExp(escaped(title)));

  await page.goBack();
  await expect(page).toHaveURL(result);
  await search.counts(withRooms.count);

  await search.chip("两室").click();
  await search.counts(inCity.count);
  await page.goBack();
  await search.counts(withRooms.count);
});

test("pages follow each other, and an address can be shared and loaded again", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings?sort=rent_up");
  const onFirst = await search.rents();
  expect(onFirst).toHaveLength(20);

  await search.pages.getByRole("link", { name: "下一页" }).click();
  await expect(page).toHaveURL(/[?&]page=2/);
  await expect(search.pages.getByRole("link", { name: "2", exact: true })).toHaveAttribute("aria-current", "page");
  const onSecond = await search.rents();
  expect(Math.min(...onSecond)).toBeGreaterThanOrEqual(Math.max(...onFirst));
  const titles = await search.titles();

  await page.reload();
  await hydrated(page);
  expect(await search.titles()).toEqual(titles);

  await page.goBack();
  await expect(page).not.toHaveURL(/page=/);
  await expect(async () => expect(await search.rents()).toEqual(onFirst)).toPass();
});

test("typing searches by itself and leaves the text alone", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  const words = "阳台";
  await search.words.pressSequentially(words, { delay: 60 });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(`“${words}”的房源`);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(search.words).toBeFocused();
  await expect(search.words).toHaveValue(words);
  expect(await search.total()).toBeGreaterThan(0);
});

test("filtering keeps the place on the page and the focus", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings");
  const rooms = search.choices("户型").filter({ hasText: /^一室/ });
  const { count } = await wordsAndCount(rooms);
  await rooms.focus();
  // Lists above it may become shorter or longer: what counts is where it stands on the screen.
  const place = async () => Math.round((await rooms.boundingBox())?.y ?? 0);
  const before = await place();
  expect(before).toBeGreaterThan(0);
  await page.keyboard.press("Enter");
  await search.counts(count);
  await expect(rooms).toHaveAttribute("aria-current", "true");
  await expect(rooms).toBeFocused();
  expect(await place()).toBe(before);
});

test("a search without results says which filter to drop and what that brings", async ({ page }) => {
  const search = new SearchPage(page);
  await open(page, "/listings?rent_min=900000&rooms=2");
  await search.counts(0);
  await expect(search.results).toContainText("没有符合全部条件的房源");
  const way = search.results.getByRole("link", { name: /^去掉「租金」/ });
  const total = Number((await way.innerText()).match(/([\d,]+) 套/)?.[1]?.replaceAll(",", ""));
  expect(total).toBeGreaterThan(0);
  await way.click();
  await search.counts(total);
});

test("the gallery is moved by keys and by its links", async ({ page, request }) => {
  const { id, photos } = await homeWithPhotos(request);
  await open(page, `/listings/${id}`);
  const strip = page.getByRole("list", { name: "房源图片" });
  const picture = (number: number) => strip.getByRole("listitem").nth(number - 1);
  await expect(picture(1)).toBeInViewport({ ratio: 0.5 });
  await expect(picture(2)).not.toBeInViewport({ ratio: 0.5 });

  await strip.focus();
  await page.keyboard.press("ArrowRight");
  await expect(picture(2)).toBeInViewport({ ratio: 0.5 });
  await page.keyboard.press("ArrowLeft");
  await expect(picture(1)).toBeInViewport({ ratio: 0.5 });

  await picture(1).getByRole("link", { name: "下一张" }).click();
  await expect(picture(2)).toBeInViewport({ ratio: 0.5 });
  await page.getByRole("link", { name: `1 / ${photos}` }).click();
  await expect(picture(1)).toBeInViewport({ ratio: 0.5 });
  await expect(page).toHaveURL(new RegExp(`/listings/${id}$`));
});

test("a home leads to its neighbourhood and to similar homes", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  await open(page, `/listings/${id}`);
  await expect(page.getByRole("heading", { name: "房源信息" })).toBeVisible();
  await expect(page.getByText("演示数据").first()).toBeVisible();
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
  expect(data["@context"]).toBe("https://schema.org");

  const similar = page.getByRole("heading", { name: "相似房源" });
  await similar.scrollIntoViewIfNeeded();
  const title = page.getByRole("heading", { level: 1 });
  const before = await title.innerText();
  await page.locator("section").filter({ has: similar }).getByRole("heading", { level: 3 }).first().getByRole("link").click();
  await expect(page).not.toHaveURL(new RegExp(`/listings/${id}$`));
  await expect(page).toHaveURL(/\/listings\/\d+$/);
  await expect(title).toBeVisible();
  await page.goBack();
  await expect(title).toHaveText(before);

  await page.getByRole("navigation", { name: "所在位置" }).getByRole("link").nth(1).click();
  await expect(page).toHaveURL(/\/cities\/\d{6}$/);
  await page.getByRole("link", { name: /^查看全部/ }).first().click();
  await expect(page).toHaveURL(/\/listings\?city=\d{6}$/);
  expect(await new SearchPage(page).total()).toBeGreaterThan(0);
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
