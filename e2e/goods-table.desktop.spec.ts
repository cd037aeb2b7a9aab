import { readFileSync } from "node:fs";
import { openProduct } from "./support/goods";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

test("an owner takes all goods out, changes a price and adds a product in the file, and brings it in after a look", async ({
  page,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  await page.goto("/admin/products/sheet");
  expect(await seriousProblems(page)).toEqual([]);
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载 CSV" }).click();
  const table = readFileSync(await (await download).path(), "utf8");
  const lines = table.trimEnd().split("\r\n");
  const candle = lines.find((line) => line.includes("雪松,大小"));
  expect(candle).toContain("56.00");

  const changed = [
    lines[0],
    candle?.replace("56.00", "59.00"),
    ",桂花蜜,家居,,,,,GHM-1,38,,,12,,,,,否",
    ",没有价格的蜜,家居,,,,,,,,,,,,,,否",
  ].join("\r\n");
  const upload = async (name: string, content: string) => {
    await page.getByLabel("选择文件").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.getByRole("button", { name: "上传并预览" }).click();
  };
  await upload("photo.csv", "\0\0\0");
  await expect(page.getByText("这个文件不是 CSV 或 Excel 表格")).toBeVisible();
  await upload("goods.csv", changed);
  await expect(page.getByRole("heading", { name: "导入预览" }).first()).toBeVisible();
  await expect(page.getByText("第 4 行：没有价格，请填写")).toBeVisible();
  await expect(page.getByText("¥56.00").first()).toBeVisible();
  await expect(page.getByText("¥59.00").first()).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "确认导入 2 个商品" }).click();
  await expect(page.getByText("导入完成")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("已完成 2", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "桂花蜜" }).click();
  await expect(page.getByLabel("商家编码")).toHaveValue("GHM-1");
  await openProduct(page, "香薰蜡烛");
  await expect(page.getByRole("group", { name: "雪松 / 小罐" }).getByLabel("售价（元）")).toHaveValue("59.00");
});
