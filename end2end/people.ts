// People with accounts: how they get one, and how they come in.

import { type APIRequestContext, type Page, expect } from "@playwright/test";
import { hydrated } from "./site";

export const PASSWORD = "天天向上租房子啦";

/** Somebody nobody else is. */
export function somebody(): { username: string; phone: string; email: string } {
  const number = String(Math.floor(Math.random() * 1e9)).padStart(9, "0");
  return { username: `person-${number}`, phone: `13${number}`, email: `person-${number}@zufang.example` };
}

/** The newest code that was sent to `recipient`. */
export async function codeFor(request: APIRequestContext, recipient: string): Promise<string> {
  let code: string | undefined;
  await expect(async () => {
    const page = await (await request.get("/dev/outbox")).text();
    const row = page.split("<tr>").find((row) => row.includes(`<td>${recipient}</td>`));
    code = row?.match(/验证码 (\d{6})/)?.[1];
    expect(code, `a code for ${recipient}`).toBeTruthy();
  }).toPass({ timeout: 10_000 });
  return code ?? "";
}

/** Fills in the page for signing up and sends it, without the e-mail address. */
export async function signUp(page: Page, person: ReturnType<typeof somebody>) {
  await page.goto("/sign-up");
  await hydrated(page);
  await page.getByLabel("手机号").fill(person.phone);
  await page.getByRole("button", { name: "获取验证码" }).click();
  await expect(page.getByText("已发送")).toBeVisible();
  await page.getByLabel("验证码", { exact: true }).fill(await codeFor(page.request, person.phone));
  await page.getByLabel("用户名").fill(person.username);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("真实姓名").fill("骆昊");
  await page.getByRole("button", { name: "注册" }).last().click();
  await expect(page).not.toHaveURL(/sign-up/);
}

export async function signIn(page: Page, login: string, password: string) {
  await page.goto("/sign-in");
  await hydrated(page);
  await page.getByLabel("用户名、手机号或邮箱").fill(login);
  await page.getByLabel("密码", { exact: true }).fill(password);
  await page.getByRole("main").getByRole("button", { name: "登录" }).click();
}

/** Signs in one of the demo accounts. */
export async function comeInAs(page: Page, login: string) {
  await signIn(page, login, "zufang-demo");
  await expect(page).not.toHaveURL(/sign-in/);
}
