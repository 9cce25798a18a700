// Homes that an agent brings in as a file.

import { expectAccessible } from "./accessible";
import { PHONE, becomeAdmin, becomeAgent, test, unique, withoutScript } from "./business";
import { expect, hydrated, open } from "./site";

/** A file of homes: a good one, and one whose rent makes no sense. */
function file(estate: string, rent: string) {
  const lines = [
    "房源编号,出租方式,城市,区县,小区,租金,面积,室,标题",
    `A-1,整租,北京,朝阳,${estate},${rent},62.5,2,${estate}阳光两居`,
    `A-2,整租,北京,朝阳,${estate},-1,40,1,${estate}一居`,
  ];
  return { name: "房源.csv", mimeType: "text/csv", buffer: Buffer.from(`\uFEFF${lines.join("\r\n")}\r\n`) };
}

test("a file of homes is compared, applied, seen in one's list, and taken back", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const estate = `${unique()}苑`;

  await open(agent, "/console");
  await agent.getByRole("navigation", { name: "工作台" }).getByRole("link", { name: "导入" }).click();
  await expect(agent).toHaveURL(/\/console\/imports$/);
  await expect(agent.getByText("还没有导入过。")).toBeVisible();
  await agent.getByLabel("房源表格（CSV）").setInputFiles(file(estate, "6500"));
  await agent.getByRole("button", { name: "上传并比对" }).click();

  // What would happen, before anything does.
  await expect(agent).toHaveURL(/\/console\/imports\/\d+\?done=checked/);
  await hydrated(agent);
  await expect(agent.getByText("1 套新房源会建立并提交审核")).toBeVisible();
  await expect(agent.getByText("1 行不能导入，会跳过")).toBeVisible();
  const address = new URL(agent.url()).pathname;
  await agent.getByRole("navigation", { name: "变化" }).getByRole("link", { name: /不能导入/ }).click();
  await expect(agent).toHaveURL(/show=rejected/);
  const rejected = agent.getByRole("table").getByRole("row").filter({ hasText: "A-2" });
  await expect(rejected).toContainText("租金");
  await expect(agent.getByRole("table").getByRole("row").filter({ hasText: "A-1" })).toHaveCount(0);
  await open(agent, "/console/listings");
  await expect(agent.getByText(`${estate}阳光两居`)).toHaveCount(0);

  await open(agent, address);
  await agent.getByLabel("变化我已经看过，确认导入").check();
  await agent.getByRole("button", { name: "导入", exact: true }).click();
  await expect(agent).toHaveURL(/done=applied/);
  await expect(agent.getByText(/还可以在 \d+ 小时 \d+ 分钟内撤销/)).toBeVisible();
  await open(agent, "/console/listings");
  await expect(agent.getByText(`${estate}阳光两居`)).toBeVisible();

  // The same file changes nothing.
  await open(agent, "/console/imports");
  await agent.getByLabel("房源表格（CSV）").setInputFiles(file(estate, "6500"));
  await agent.getByRole("button", { name: "上传并比对" }).click();
  await expect(agent.getByText("没有要做的", { exact: false })).toBeVisible();

  await open(agent, address);
  await agent.getByLabel("确认撤销").check();
  await agent.getByRole("button", { name: "撤销导入" }).click();
  await expect(agent).toHaveURL(/done=undone/);
  await open(agent, "/console/listings");
  await expect(agent.getByText(`${estate}阳光两居`)).toHaveCount(0);
});

test("the pages of imports work without script, and fit a phone", async ({ visit }) => {
  test.setTimeout(120_000);
  const [agent, admin] = [await visit(PHONE), await becomeAdmin(await visit())];
  await becomeAgent(agent, admin);
  const estate = `${unique()}苑`;
  const plain = await withoutScript(visit, agent);
  await plain.goto("/console/imports");
  await plain.getByLabel("房源表格（CSV）").setInputFiles({ name: "a.csv", mimeType: "text/csv", buffer: Buffer.from("租金\n1\n") });
  await plain.getByRole("button", { name: "上传并比对" }).click();
  await expect(plain).toHaveURL(/\/console\/imports$/);
  await expect(plain.getByText("没有“房源编号”这一列").first()).toBeVisible();
  await plain.getByLabel("房源表格（CSV）").setInputFiles(file(estate, "6500"));
  await plain.getByRole("button", { name: "上传并比对" }).click();
  await expect(plain).toHaveURL(/done=checked/);
  const address = new URL(plain.url()).pathname;
  await plain.getByLabel("变化我已经看过，确认导入").check();
  await plain.getByRole("button", { name: "导入", exact: true }).click();
  await expect(plain).toHaveURL(/done=applied/);

  for (const path of ["/console/imports", address]) await expectAccessible(agent, path, "zh-CN");
});
