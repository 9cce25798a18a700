// Programs that act for people: a token is made, used, and revoked; a webhook is made and tried out.

import { expectAccessible } from "./accessible";
import { comeInAs, signUp, somebody } from "./people";
import { expect, open, test } from "./site";

// What is refused is answered with its status, of which Chromium tells.
test.use({ expectedMessages: [/Failed to load resource: the server responded with a status of 4\d\d/] });

test("somebody makes a token, a program uses it, and it is refused once it is revoked", async ({ page, playwright, baseURL }) => {
  await signUp(page, somebody());
  await open(page, "/account/tokens");
  const form = page.locator("form").filter({ has: page.getByLabel("有效期") });
  await form.getByRole("button", { name: "创建令牌" }).click();
  await expect(form.locator(".form-summary")).toContainText("有效期");
  await form.getByLabel("名称").fill("收藏同步");
  await form.getByLabel("读取账号资料、收藏、搜索和通知").check();
  await form.getByLabel("有效期").selectOption("30");
  await form.getByRole("button", { name: "创建令牌" }).click();
  const secret = page.locator("#secret code");
  await expect(secret).toHaveText(/^zuf_[0-9A-Za-z]{49}$/);
  const token = (await secret.textContent()) ?? "";
  expect(page.url()).not.toContain("zuf_");

  // A program has no cookies.
  const program = await playwright.request.newContext({ baseURL: baseURL ?? "", extraHTTPHeaders: { authorization: `Bearer ${token}` } });
  expect((await program.get("/api/v1/account/favourites")).status()).toBe(200);
  const refused = await program.delete("/api/v1/account/viewed");
  expect(refused.status()).toBe(403);
  expect(refused.headers()["www-authenticate"]).toContain('scope="account:write"');

  // It is told once.
  await open(page, "/account/tokens");
  await expect(secret).toHaveCount(0);
  const row = page.getByRole("row").filter({ hasText: "收藏同步" });
  await expect(row).toContainText(token.slice(-4));
  await expect(async () => {
    await page.reload();
    await expect(row).not.toContainText("没有用过", { timeout: 1_000 });
  }).toPass({ timeout: 10_000 });
  await expectAccessible(page, "/account/tokens", "zh-CN");
  await row.getByText("吊销", { exact: true }).click();
  await row.getByRole("button", { name: "吊销" }).click();
  await expect(page.getByText("令牌已吊销")).toBeVisible();
  expect((await program.get("/api/v1/account/favourites")).status()).toBe(401);
  await program.dispose();
});

test("a token is made and shown without script", async ({ browser, baseURL, page }) => {
  const me = somebody();
  await signUp(page, me);
  const plain = await browser.newContext({
    baseURL: baseURL ?? "",
    javaScriptEnabled: false,
    locale: "zh-CN",
    storageState: await page.context().storageState(),
  });
  const quiet = await plain.newPage();
  await quiet.goto("/account/tokens");
  await quiet.getByLabel("名称").fill("报表");
  await quiet.getByLabel("读取咨询和看房预约").check();
  await quiet.getByLabel("有效期").selectOption("90");
  await quiet.getByRole("button", { name: "创建令牌" }).click();
  await expect(quiet.locator("#secret code")).toHaveText(/^zuf_/);
  await quiet.reload();
  await expect(quiet.locator("#secret")).toHaveCount(0);
  await plain.close();
});

test("an agent adds a webhook, tries it out and sees what came of it", async ({ page }) => {
  await comeInAs(page, "demo-agent");
  await open(page, "/account/webhooks");
  const form = page.locator("form").filter({ has: page.getByLabel("地址", { exact: true }) });
  await form.getByLabel("地址", { exact: true }).fill("https://169.254.169.254/latest");
  await form.getByLabel("房源已租出").check();
  await form.getByRole("button", { name: "添加网络回调" }).click();
  await expect(form.locator(".form-summary")).toContainText("这不是公网地址");
  // Nobody listens there.
  await form.getByLabel("地址", { exact: true }).fill("http://127.0.0.1:65001/hook");
  await form.getByRole("button", { name: "添加网络回调" }).click();
  await expect(page.locator("#secret code")).toHaveText(/^whsec_/);
  await page.getByRole("button", { name: "发送测试" }).click();
  await expect(page.getByText("正在发送")).toBeVisible();
  await expect(async () => {
    await page.reload();
    await expect(page.locator("#log")).toContainText("连接不上", { timeout: 1_000 });
  }).toPass({ timeout: 15_000 });
  await expectAccessible(page, new URL(page.url()).pathname, "zh-CN");
  await page.getByText("删除网络回调", { exact: true }).click();
  await page.getByRole("button", { name: /删除网络回调/ }).click();
  await expect(page.getByText("网络回调已删除")).toBeVisible();
});
