import { api, expect, homeWithPhotos, open, test } from "./site";

test.use({ locale: "en-US" });

const HAN = /\p{Script=Han}/u;

/** Every Chinese text in what the API answers: the data, which stays as it is. */
function chineseIn(value: unknown): string[] {
  if (typeof value === "string") return HAN.test(value) ? [value, ...value.split("\n").map((line) => line.trim())] : [];
  if (value && typeof value === "object") return Object.values(value).flatMap(chineseIn);
  return [];
}

test("the interface in English holds no Chinese beside the data", async ({ page, request }) => {
  const { id } = await homeWithPhotos(request);
  for (const [path, source] of [
    ["/listings", "/api/v1/listings?include=facets,statistics"],
    [`/listings/${id}`, `/api/v1/listings/${id}`],
  ] as const) {
    const data = chineseIn(await api<unknown>(request, source))
      .filter((text) => text !== "")
      .sort((a, b) => b.length - a.length);
    await open(page, path);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    const shown = await page.evaluate(() => {
      const texts = [document.title];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const parent = walker.currentNode.parentElement;
        if (!parent?.closest("script, style")) texts.push(walker.currentNode.textContent ?? "");
      }
      for (const element of document.querySelectorAll("[aria-label], [placeholder], [title], [alt]"))
        for (const name of ["aria-label", "placeholder", "title", "alt"]) texts.push(element.getAttribute(name) ?? "");
      return texts;
    });
    const left = shown
      .filter((text) => HAN.test(text))
      .map((text) => data.reduce((rest, known) => rest.replaceAll(known, ""), text))
      .filter((text) => HAN.test(text))
      // The link to the other language is written in it, and an agent's picture shows one character of the name.
      .filter((text) => text !== "中文" && text.length > 1);
    expect(left, path).toEqual([]);
  }
});

test("the reader may change to Chinese and back", async ({ page }) => {
  await open(page, "/listings?rooms=2");
  await page.getByRole("banner").getByRole("link", { name: "中文" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await page.getByRole("banner").getByRole("link", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveURL(/\/listings\?rooms=2$/);
});
