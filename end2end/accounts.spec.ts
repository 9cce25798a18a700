// Accounts: signing up and in, devices, passwords, leaving; and what admins see.

import { expectAccessible } from "./accessible";
import { expect, hydrated, open, test } from "./site";
import { PASSWORD, codeFor, comeInAs, signIn, signUp, somebody } from "./people";

// What is refused is answered with its status, of which Chromium tells.
test.use({ expectedMessages: [/Failed to load resource: the server responded with a status of 4\d\d/] });

test("somebody signs up, signs in on a second device, ends the first, resets the password and leaves", async ({ page, browser, baseURL }) => {
  test.setTimeout(240_000);
  const me = somebody();
  await signUp(page, me);
  await open(page, "/account");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByLabel("真实姓名")).toHaveValue("骆昊");
  await open(page, "/account/security");
  const address = page.locator("form").filter({ has: page.getByLabel("新邮箱") });
  await address.getByLabel("新邮箱").fill(me.email);
  await address.getByRole("button", { name: "获取验证码" }).click();
  await expect(address.getByText("已发送")).toBeVisible();
  await address.getByLabel("验证码", { exact: true }).fill(await codeFor(page.request, me.email));
  await address.getByLabel("当前密码").fill(PASSWORD);
  await address.getByRole("button", { name: "更换邮箱" }).last().click();
  await expect(page.getByText("邮箱已更换")).toBeVisible();

  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "", locale: "zh-CN" });
  const second = await elsewhere.newPage();
  await signIn(second, me.phone, PASSWORD);
  await expect(second).not.toHaveURL(/sign-in/);
  await open(second, "/account/security");
  const devices = second.getByRole("table", { name: "已登录的设备" });
  await expect(devices.getByRole("row")).toHaveCount(3);
  await devices.getByRole("button", { name: "退出登录" }).click();
  await expect(devices.getByRole("row")).toHaveCount(2);

  // The first device is out at its next step.
  await page.goto("/account");
  await expect(page).toHaveURL(/sign-in/);
  await page.goto("/reset-password");
  await hydrated(page);
  await page.getByLabel("手机号或邮箱").fill(me.email);
  // The address got a code a moment ago, and the next one goes out a minute after that.
  await expect(async () => {
    await page.getByRole("button", { name: "获取验证码" }).click();
    await expect(page.getByText("已发送")).toBeVisible({ timeout: 2_000 });
  }).toPass({ timeout: 90_000, intervals: [5_000] });
  await page.getByLabel("验证码", { exact: true }).fill(await codeFor(page.request, me.email));
  const another = "换一个很好的密码";
  await page.getByLabel("新密码", { exact: true }).or(page.getByLabel("密码", { exact: true })).first().fill(another);
  await page.getByRole("main").getByRole("button", { name: "重设密码" }).click();
  await expect(page).toHaveURL(/sign-in/);

  // So is the second, for the password is another.
  await second.goto("/account");
  await expect(second).toHaveURL(/sign-in/);
  await elsewhere.close();
  await signIn(page, me.username, another);
  await expect(page).not.toHaveURL(/sign-in/);
  await open(page, "/account/security");
  await page.getByText("我要注销").click();
  const leaving = page.locator("form").filter({ has: page.getByRole("button", { name: "注销账号" }) });
  await leaving.getByLabel("当前密码").fill(another);
  await leaving.getByRole("button", { name: "注销账号" }).click();
  await expect(page).toHaveURL(/sign-in/);
  await expect(page.getByRole("main").getByText("15 天")).toBeVisible();
  await page.goto("/account");
  await expect(page).toHaveURL(/sign-in/);
});

test("what is wrong stands beside its field, and what was typed stays", async ({ page }) => {
  await open(page, "/sign-up");
  await page.getByLabel("手机号").fill("12345");
  await page.getByLabel("用户名").fill("short");
  await page.getByLabel("密码", { exact: true }).fill("1234567");
  await page.getByRole("main").getByRole("button", { name: "注册" }).last().click();
  const phone = page.getByLabel("手机号");
  await expect(phone).toHaveAttribute("aria-invalid", "true");
  await expect(phone).toHaveValue("12345");
  await expect(page.getByLabel("用户名")).toHaveValue("short");
  await expect(page.getByText("用户名要 6 到 20 个字符").first()).toBeVisible();
});

test("a wrong password and an account that is not there are told alike", async ({ page }) => {
  const told = [];
  for (const login of ["demo-landlord", "nobody-of-this-name"]) {
    await signIn(page, login, "a wrong password");
    const summary = page.getByRole("alert");
    await expect(summary).toBeVisible();
    told.push((await summary.innerText()).trim());
    await expect(page.getByLabel("用户名、手机号或邮箱")).toHaveValue(login);
  }
  expect(told[0]).toBe(told[1]);
});

test("favourites that were kept before signing in join the account", async ({ page, browser, baseURL }) => {
  const me = somebody();
  await open(page, "/listings");
  await page.getByRole("button", { name: /^收藏/ }).first().click();
  const stored = page.waitForResponse((response) => response.url().includes("/api/v1/account/kept"));
  await signUp(page, me);
  await open(page, "/favourites");
  await stored;
  const elsewhere = await browser.newContext({ baseURL: baseURL ?? "", locale: "zh-CN" });
  const second = await elsewhere.newPage();
  await signIn(second, me.username, PASSWORD);
  await expect(second).not.toHaveURL(/sign-in/);
  await open(second, "/favourites");
  await expect(second.getByRole("main").getByRole("listitem").filter({ has: second.getByRole("heading", { level: 3 }) })).toHaveCount(1);
  await elsewhere.close();
});

test("who gives an e-mail address when signing up is led to confirm it", async ({ page }) => {
  const me = somebody();
  await open(page, "/sign-up");
  await page.getByLabel("手机号").fill(me.phone);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await page.getByLabel("验证码", { exact: true }).fill(await codeFor(page.request, me.phone));
  await page.getByLabel("用户名").fill(me.username);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("真实姓名").fill("骆昊");
  await page.getByLabel(/^邮箱/).fill(me.email);
  await page.getByRole("main").getByRole("button", { name: "注册" }).last().click();
  await expect(page).toHaveURL(/account\/security/);
  await expect(page.getByLabel("新邮箱")).toHaveValue(me.email);
  expect(await codeFor(page.request, me.email)).toMatch(/^\d{6}$/);
});

test("after signing out the back button shows nothing of the account", async ({ page }) => {
  const me = somebody();
  await signUp(page, me);
  await open(page, "/account/security");
  await expect(page.getByRole("table", { name: "已登录的设备" })).toBeVisible();
  await page.getByRole("banner").getByRole("button", { name: /骆昊/ }).click();
  await page.getByRole("button", { name: "退出登录" }).first().click();
  await expect(page.getByRole("banner").getByRole("link", { name: "登录" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/sign-in/);
});

test("a second tab does not overwrite what the first one has saved", async ({ page, context }) => {
  await signUp(page, somebody());
  await open(page, "/account");
  const other = await context.newPage();
  await open(other, "/account");
  await page.getByLabel("真实姓名").fill("骆小昊");
  await page.getByRole("button", { name: "保存" }).first().click();
  await expect(page).toHaveURL(/done=/);
  await other.getByLabel("真实姓名").fill("骆大昊");
  await other.getByRole("button", { name: "保存" }).first().click();
  await expect(other.getByRole("alert")).toBeVisible();
  await expect(other.getByLabel("真实姓名")).toHaveValue("骆大昊");
  await open(page, "/account");
  await expect(page.getByLabel("真实姓名")).toHaveValue("骆小昊");
});

test("the link of an e-mail brings address and code along", async ({ page }) => {
  await open(page, "/reset-password?to=luohao%40zufang.example&code=123456");
  await expect(page.getByLabel("手机号或邮箱")).toHaveValue("luohao@zufang.example");
  await expect(page.getByLabel("验证码", { exact: true })).toHaveValue("123456");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("somebody signs up, and what was typed comes back with what is wrong", async ({ page, request }) => {
    const me = somebody();
    await page.goto("/sign-up");
    await page.getByLabel("手机号").fill(me.phone);
    await page.getByRole("button", { name: "获取验证码" }).click();
    await expect(page.getByLabel("手机号")).toHaveValue(me.phone);
    await expect(page.getByText("已发送")).toBeVisible();
    const code = await codeFor(request, me.phone);
    await page.getByLabel("验证码", { exact: true }).fill(code);
    await page.getByLabel("用户名").fill("short");
    await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await page.getByLabel("真实姓名").fill("骆昊");
    await page.getByRole("main").getByRole("button", { name: "注册" }).last().click();
    await expect(page).toHaveURL(/sign-up/);
    await expect(page.getByLabel("用户名")).toHaveValue("short");
    await expect(page.getByLabel("密码", { exact: true })).toHaveValue("");
    await page.getByLabel("用户名").fill(me.username);
    await page.getByLabel("验证码", { exact: true }).fill(code);
    await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
    await page.getByRole("main").getByRole("button", { name: "注册" }).last().click();
    await expect(page).not.toHaveURL(/sign-up/);
    await page.goto("/account");
    await expect(page.getByLabel("真实姓名")).toHaveValue("骆昊");
  });
});

test("pages for coming in have no axe violation and nothing wider than the screen", async ({ page, context, baseURL }) => {
  test.slow();
  for (const locale of ["zh-CN", "en"]) {
    await context.addCookies([{ name: "locale", value: locale, url: baseURL ?? "" }]);
    for (const address of ["/sign-in", "/sign-in?way=code", "/sign-up", "/reset-password"]) await expectAccessible(page, address, locale);
  }
});

test("an admin closes an account and opens it again", async ({ page }) => {
  const me = somebody();
  await signUp(page, me);
  await page.context().clearCookies();
  await comeInAs(page, "demo-admin");
  await open(page, `/admin/users?q=${me.username}`);
  await page.getByRole("link", { name: me.username }).click();
  await page.getByRole("button", { name: "停用账号" }).click();
  await expect(page.getByRole("button", { name: "重新启用" })).toBeVisible();
  await page.getByRole("button", { name: "重新启用" }).click();
  await expect(page.getByRole("button", { name: "停用账号" })).toBeVisible();
  await open(page, "/admin/audit");
  await expect(page.getByRole("table").getByText("停用").first()).toBeVisible();
});

test("somebody without the role sees no page of admins", async ({ page }) => {
  await comeInAs(page, "demo-renter");
  const answer = await page.goto("/admin/users");
  expect(answer?.status()).toBe(403);
});
