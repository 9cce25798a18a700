// How agents work here, and how renters and admins meet them.

import { expectAccessible } from "./accessible";
import {
  PHONE,
  approve,
  becomeAdmin,
  becomeAgent,
  becomeRenter,
  begin,
  found,
  pictures,
  publish,
  receive,
  submit,
  tabTo,
  test,
  unique,
  withoutScript,
} from "./business";
import { comeInAs } from "./people";
import { expect, hydrated, open } from "./site";

// What is refused is answered with its status, of which Chromium tells.
test.use({ expectedMessages: [/Failed to load resource: the server responded with a status of 4\d\d/] });

test("a home is published from a phone, approved, found, asked about, seen and let", async ({ visit }) => {
  test.setTimeout(180_000);
  const [agent, admin, renter] = [await visit(PHONE), await becomeAdmin(await visit()), await visit(PHONE)];
  await becomeAgent(agent, admin);
  await becomeRenter(renter);

  // From the list to a draft, its photos, and on to review.
  await open(agent, "/console/listings");
  await agent.getByRole("link", { name: "发布房源" }).first().click();
  await expect(agent).toHaveURL(/listings\/new/);
  const home = await begin(agent);
  await hydrated(agent);
  const board = agent.locator("photo-board");
  await board.locator("input[type=file]").setInputFiles(await pictures(agent, 3));
  await expect(board.locator(".photo-card")).toHaveCount(3);
  await expect(board.locator(".photo-card[data-state=ready]")).toHaveCount(3, { timeout: 30_000 });
  const [content, screen] = await agent.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
  await submit(agent, home);
  expect(await found(renter, home.title), "nothing is public before it is approved").not.toContain(home.id);
  expect((await renter.request.get(`/listings/${home.id}`)).status()).toBe(404);

  await approve(admin, home);
  await expect.poll(() => found(renter, home.title), { timeout: 1_500, intervals: [50] }).toContain(home.id);

  // The renter finds it, asks, and gets an answer.
  await open(renter, `/listings?q=${encodeURIComponent(home.title)}`);
  await renter.getByRole("heading", { level: 3 }).getByRole("link").first().click();
  await expect(renter.getByRole("heading", { level: 1 })).toHaveText(home.title);
  await hydrated(renter);
  await renter.getByRole("link", { name: "咨询 / 预约看房 / 查看电话" }).click();
  await hydrated(renter);
  await renter.getByLabel("消息").fill("请问什么时候可以看房？");
  await renter.getByRole("button", { name: "发送" }).click();
  await expect(renter.getByText("已发送，对方回复后会通知你。")).toBeVisible();
  const enquiry = renter.url();
  await open(agent, "/console/enquiries");
  await expect(agent.getByText("1 个咨询有未读消息。")).toBeVisible();
  await agent.getByRole("link", { name: "骆昊" }).first().click();
  await expect(agent.getByText("请问什么时候可以看房？")).toBeVisible();
  await hydrated(agent);
  await agent.getByLabel("消息").fill("明天上午就可以。");
  await agent.getByRole("button", { name: "发送" }).click();
  await expect(agent.getByText("已发送。")).toBeVisible();
  await renter.goto(enquiry);
  await expect(renter.getByText("明天上午就可以。")).toBeVisible();

  // Without hours there is nothing to book; with them the renter takes the first half hour.
  await open(renter, `/account/contact/${home.id}`);
  await expect(renter.getByText("近两周没有可以预约的时间。")).toBeVisible();
  await receive(agent);
  await expectAccessible(renter, `/account/contact/${home.id}`, "zh-CN");
  await renter.locator("#viewing").getByRole("radio").first().check();
  await renter.getByRole("button", { name: "预约看房" }).click();
  await expect(renter.getByText("已提交预约，等对方确认。")).toBeVisible();
  await expect(renter.getByText("待确认", { exact: true })).toBeVisible();

  await open(agent, "/console/viewings");
  await agent.getByRole("button", { name: "确认", exact: true }).click();
  await expect(agent.getByText("已确认，对方会收到通知。")).toBeVisible();
  await open(renter, "/account/viewings");
  await expect(renter.getByText("已确认", { exact: true })).toBeVisible();

  // The calendar file of the viewing.
  const download = renter.waitForEvent("download");
  await renter.getByRole("link", { name: "加到日历" }).click();
  const file = await (await download).createReadStream();
  let calendar = "";
  for await (const part of file) calendar += String(part);
  expect(calendar).toMatch(/^BEGIN:VCALENDAR\r\n/);
  expect(calendar).toContain("BEGIN:VEVENT");
  expect(calendar).toContain("TZID=Asia/Shanghai");
  expect(calendar).toContain("STATUS:CONFIRMED");

  // Let: it leaves the search, and its page says so.
  await open(agent, `/console/listings/${home.id}`);
  await agent.locator("summary").filter({ hasText: "标为已租出" }).click();
  await expect(agent.getByText("房源不再公开，链接会显示已租出")).toBeVisible();
  await agent.getByRole("button", { name: "确定标为已租出" }).click();
  await expect(agent.getByText("已标为租出。")).toBeVisible();
  await expect.poll(() => found(renter, home.title), { timeout: 1_500, intervals: [50] }).not.toContain(home.id);
  expect((await renter.goto(`/listings/${home.id}`))?.status()).toBe(410);
});

test("of two editors the second sees what changed, and nothing is lost", async ({ visit }) => {
  test.setTimeout(90_000);
  const [first, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(first, admin);
  const home = await begin(first);
  await hydrated(first);
  const second = await first.context().newPage();
  await open(second, `/console/listings/${home.id}`);
  const kept = (page: typeof first) => expect(page.getByText("已自动保存")).toBeVisible();

  await first.getByLabel("标题", { exact: true }).fill("先写的标题");
  await kept(first);
  await second.getByLabel("标题", { exact: true }).fill("后写的标题");
  const warning = second.locator(".conflict");
  await expect(warning).toContainText("你的修改还没有保存");
  await expect(warning.getByRole("table")).toContainText("先写的标题");
  await expect(warning.getByRole("table")).toContainText("后写的标题");
  await expect(second.getByLabel("标题", { exact: true })).toHaveValue("后写的标题");

  // Nothing was written over: the first one's still stands.
  await first.reload();
  await expect(first.getByLabel("标题", { exact: true })).toHaveValue("先写的标题");
  await warning.getByRole("button", { name: "用我的覆盖" }).click();
  await kept(second);
  await open(first, `/console/listings/${home.id}`);
  await expect(first.getByLabel("标题", { exact: true })).toHaveValue("后写的标题");

  // Saving by hand what is out of date is refused too, and what was typed stays.
  await second.getByLabel("街道门牌").fill("解放路 1 号");
  await expect(async () => {
    await expect(second.locator(".save-bar").getByRole("status")).toHaveText("已自动保存");
    await second.waitForTimeout(1_500);
  }).toPass();
  await first.getByLabel("街道门牌").fill("解放路 2 号");
  await first.getByRole("button", { name: "保存", exact: true }).click();
  await expect(first.getByRole("alert").first()).toBeVisible();
  await expect(first.getByLabel("街道门牌")).toHaveValue("解放路 2 号");
});

test("what is typed keeps itself, and what is wrong stands beside its field", async ({ visit }) => {
  test.setTimeout(90_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  await begin(agent);
  await hydrated(agent);
  const before = await agent.locator(".quality strong").innerText();
  await agent.getByLabel("标题", { exact: true }).fill("采光很好的两居");
  await agent.getByLabel("朝向").or(agent.getByRole("group", { name: "朝向" })).getByRole("checkbox").first().check();
  await agent.getByLabel("电梯", { exact: true }).selectOption("true");
  await expect(agent.getByText("已自动保存")).toBeVisible();
  expect(await agent.locator(".quality strong").innerText(), "the quality follows at once").not.toBe(before);
  await agent.reload();
  await hydrated(agent);
  await expect(agent.getByLabel("标题", { exact: true })).toHaveValue("采光很好的两居");
  await expect(agent.getByLabel("电梯", { exact: true })).toHaveValue("true");
  await expect(agent.getByRole("group", { name: "朝向" }).getByRole("checkbox").first()).toBeChecked();

  await agent.getByLabel("月租金（元）").fill("很便宜");
  await expect(agent.locator(".to-mend"), "the browser knows the rules").toContainText("请填写数字");
  await agent.getByRole("button", { name: "保存并提交审核" }).click();
  const rent = agent.getByLabel("月租金（元）");
  await expect(rent).toHaveAttribute("aria-invalid", "true");
  await expect(agent.locator("#editor-rent-problem")).toHaveText("请填写数字");
  await expect(rent).toHaveValue("很便宜");
});

test("who is rejected reads why, mends it and hands it in again", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const home = await begin(agent);
  await hydrated(agent);
  await submit(agent, home);
  await expect(agent.getByText("正在审核，期间不能修改。")).toBeVisible();

  await open(admin, `/admin/moderation/${home.id}`);
  await admin.getByRole("button", { name: "驳回", exact: true }).click();
  await expect(admin.getByRole("alert").first(), "a reason is needed").toBeVisible();
  await admin.getByLabel("信息不完整").check();
  await admin.getByRole("textbox", { name: "备注" }).fill("请补充楼层和照片。");
  await admin.getByRole("button", { name: "驳回", exact: true }).click();
  await expect(admin.getByText("已驳回，发布者可以看到原因")).toBeVisible();

  await open(agent, `/console/listings/${home.id}`);
  await expect(agent.getByText("审核驳回").first()).toBeVisible();
  await expect(agent.getByText("信息不完整").first()).toBeVisible();
  await expect(agent.getByText("请补充楼层和照片。").first()).toBeVisible();
  await agent.getByLabel("所在楼层").fill("6");
  await agent.getByLabel("总楼层").fill("18");
  await submit(agent, home);
  await approve(admin, home);
  await expect.poll(() => found(agent, home.title), { timeout: 1_500, intervals: [50] }).toContain(home.id);
});

test("a renter reports a home, an admin upholds it, and the renter sees what became of it", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin, renter] = [await visit(), await becomeAdmin(await visit()), await visit()];
  await becomeAgent(agent, admin);
  await becomeRenter(renter);
  const home = await publish(agent, admin);
  await expect.poll(() => found(renter, home.title), { timeout: 1_500, intervals: [50] }).toContain(home.id);

  await open(renter, `/listings/${home.id}`);
  await renter.getByRole("link", { name: "举报", exact: true }).click();
  await hydrated(renter);
  await renter.getByLabel("原因").selectOption({ label: "图片与实际不符" });
  await renter.getByLabel("备注").fill("照片是别的房子。");
  await renter.getByRole("button", { name: "提交举报" }).click();
  await expect(renter.getByText("举报已提交，我们会在 24 小时内答复。")).toBeVisible();
  await expect(renter.getByText("处理中", { exact: true })).toBeVisible();

  await open(admin, "/admin/reports");
  const report = admin.locator("section").filter({ has: admin.getByRole("link", { name: home.title }) });
  await report.getByLabel("结论").selectOption({ label: "属实：下架并记分" });
  await report.getByLabel("答复").fill("已核实，谢谢。");
  await report.getByRole("button", { name: "答复" }).click();
  await expect(admin).toHaveURL(/done=/);

  await open(renter, "/account/reports");
  await expect(renter.getByText("属实，已下架", { exact: true })).toBeVisible();
  await expect(renter.getByText("已核实，谢谢。")).toBeVisible();
  await expect.poll(() => found(renter, home.title), { timeout: 1_500, intervals: [50] }).not.toContain(home.id);
  expect((await renter.goto(`/listings/${home.id}`))?.status()).toBe(410);
  await open(agent, `/console/listings/${home.id}`);
  await expect(agent.getByText("被管理员下架").first()).toBeVisible();
});

test("what cannot be taken back is asked about first, by keyboard and without script", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const home = await begin(agent);
  await hydrated(agent);
  const handle = agent.locator("summary").filter({ hasText: "删除草稿" });
  const sure = agent.getByRole("button", { name: "确定删除草稿" });
  await expect(sure).toBeHidden();
  await handle.focus();
  await agent.keyboard.press("Enter");
  await expect(agent.getByText("草稿和它的照片会删除，不能恢复。")).toBeVisible();
  await expectAccessible(agent, `/console/listings/${home.id}`, "zh-CN");
  await agent.keyboard.press("Enter");
  await expect(sure, "and nothing happens without saying so").toBeHidden();

  const plain = await withoutScript(visit, agent);
  await plain.goto(`/console/listings/${home.id}`);
  await plain.locator("summary").filter({ hasText: "删除草稿" }).click();
  await plain.getByRole("button", { name: "确定删除草稿" }).click();
  await expect(plain).toHaveURL(/\/console\/listings\?done=deleted/);
  await expect(plain.getByText("草稿已删除。")).toBeVisible();
});

test("a moderator takes a home down, and the list of its publisher says so", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const home = await publish(agent, admin);
  await open(admin, `/admin/moderation/${home.id}`);
  await admin.locator("#take-down summary").click();
  const down = admin.locator("#take-down");
  await down.getByRole("button", { name: "确定强制下架" }).click();
  await expect(down.getByRole("alert"), "a reason is needed").toBeVisible();
  await down.getByLabel("位置不符").check();
  await down.getByRole("textbox", { name: "备注" }).fill("定位在别的小区。");
  await down.getByRole("button", { name: "确定强制下架" }).click();
  await expect(admin.getByText("已强制下架")).toBeVisible();
  await expect(admin.getByRole("link", { name: home.title })).toBeVisible();
  await open(agent, "/console/listings?shelf=withdrawn");
  await expect(agent.getByText("被管理员下架")).toBeVisible();
});

test("a home is offered, asked about and booked without script", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin, renter] = [await visit(), await becomeAdmin(await visit()), await visit()];
  await becomeAgent(agent, admin);
  await becomeRenter(renter);
  const [plainAgent, plainRenter] = [await withoutScript(visit, agent), await withoutScript(visit, renter)];

  const home = await begin(plainAgent);
  await plainAgent.getByLabel("月租金（元）").fill("便宜");
  await plainAgent.getByRole("button", { name: "保存并提交审核" }).click();
  await expect(plainAgent.locator("#editor-rent-problem")).toHaveText("请填写数字");
  await expect(plainAgent.getByLabel("月租金（元）")).toHaveValue("便宜");
  await plainAgent.getByLabel("月租金（元）").fill("6200");
  await plainAgent.getByLabel("标题", { exact: true }).fill(home.title);
  await plainAgent.getByRole("button", { name: "保存", exact: true }).click();
  await expect(plainAgent.getByText("已保存。")).toBeVisible();
  const [photo] = await pictures(admin, 1);
  if (photo) await plainAgent.getByLabel("选择照片（可多选）").setInputFiles(photo);
  await plainAgent.getByRole("button", { name: "上传" }).click();
  await expect(plainAgent.locator(".photo-plain .photo-card")).toHaveCount(1);
  await expect(async () => {
    await plainAgent.reload();
    await expect(plainAgent.locator(".photo-plain .photo-card[data-state=ready]")).toHaveCount(1, { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await submit(plainAgent, home);
  await approve(admin, home);

  await plainAgent.goto("/console/hours");
  for (const day of "一二三四五六日") await plainAgent.getByLabel(`周${day}`, { exact: true }).fill("10:00-12:00");
  await plainAgent.getByRole("button", { name: "保存" }).click();
  await expect(plainAgent.getByText("每周接待时间已保存。")).toBeVisible();

  await plainRenter.goto(`/account/contact/${home.id}`);
  await plainRenter.getByRole("button", { name: "发送" }).click();
  await expect(plainRenter.getByLabel("消息")).toHaveAttribute("aria-invalid", "true");
  await plainRenter.getByLabel("消息").fill("还在吗？");
  await plainRenter.getByRole("button", { name: "发送" }).click();
  await expect(plainRenter.getByText("已发送，对方回复后会通知你。")).toBeVisible();
  await plainRenter.goto(`/account/contact/${home.id}`);
  await plainRenter.locator("#viewing").getByRole("radio").first().check();
  await plainRenter.getByRole("button", { name: "预约看房" }).click();
  await expect(plainRenter.getByText("已提交预约，等对方确认。")).toBeVisible();
});

test("photos are put in order by keys, named and deleted, and what is no photo is told apart", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const home = await begin(agent);
  await hydrated(agent);
  const board = agent.locator("photo-board");
  const files = board.locator("input[type=file]");
  const cards = board.locator(".photo-card");
  await files.setInputFiles(await pictures(agent, 3));
  await expect(board.locator(".photo-card[data-state=ready]")).toHaveCount(3, { timeout: 30_000 });

  // A text with a photo's name: its card says what is wrong, and the others stay.
  await files.setInputFiles({ name: "客厅.jpg", mimeType: "image/jpeg", buffer: Buffer.from("this is no picture") });
  await expect(cards).toHaveCount(4);
  await expect(cards.last()).toContainText("这不是能用的照片");
  await cards.last().getByRole("button", { name: /^移除/ }).click();
  await expect(cards).toHaveCount(3);

  const source = async (at: number) => (await cards.nth(at).locator("img").getAttribute("src")) ?? "";
  const [first, second] = [await source(0), await source(1)];
  await cards.nth(0).getByRole("button", { name: /^移动/ }).focus();
  const told = agent.waitForResponse((response) => response.url().endsWith("/photos/order"));
  await agent.keyboard.press("ArrowRight");
  await expect.poll(() => source(0)).toBe(second);
  expect(await source(1)).toBe(first);
  await expect(cards.nth(1).getByRole("button", { name: /^移动/ }), "the focus goes along").toBeFocused();
  expect((await told).status()).toBe(200);

  const described = agent.waitForResponse((response) => response.request().method() === "PATCH");
  await cards.nth(0).getByRole("textbox").fill("朝南的客厅");
  await cards.nth(0).getByRole("textbox").blur();
  expect((await described).status()).toBe(200);

  agent.once("dialog", (dialog) => void dialog.accept());
  await cards.nth(2).getByRole("button", { name: /^删除/ }).click();
  await expect(cards).toHaveCount(2);
  await agent.reload();
  await hydrated(agent);
  await expect(cards).toHaveCount(2);
  await expect(cards.nth(0).getByRole("textbox")).toHaveValue("朝南的客厅");
  await expect.poll(() => source(1)).toBe(first);
  await expectAccessible(agent, `/console/listings/${home.id}`, "zh-CN");
});

test("one's own homes are gone through with the keyboard alone", async ({ visit }) => {
  test.setTimeout(60_000);
  const agent = await visit();
  await comeInAs(agent, "demo-agent");
  await open(agent, "/console/listings");
  await tabTo(agent, "a shelf", (element) => element.matches(".shelves a[href*='shelf=published']"));
  const ring = await agent.evaluate(() => getComputedStyle(document.activeElement ?? document.body).outlineStyle);
  expect(ring, "what has the focus can be seen").not.toBe("none");
  await agent.keyboard.press("Enter");
  await expect(agent).toHaveURL(/shelf=published/);
  await hydrated(agent);
  await expect(agent.locator(".shelves a[aria-current]")).toContainText("在租");
  await tabTo(agent, "the words", (element) => element.matches("#own-q"));
  await agent.keyboard.type(unique());
  await agent.keyboard.press("Enter");
  await expect(agent.getByText("没有符合条件的房源。")).toBeVisible();
  await agent.goBack();
  await hydrated(agent);
  await tabTo(agent, "the first home", (element) => element.matches(".own-home a"));
  await agent.keyboard.press("Enter");
  await expect(agent).toHaveURL(/\/console\/listings\/\d+$/);
  await hydrated(agent);
  await expect(agent.getByRole("heading", { level: 1 })).toBeVisible();
});
