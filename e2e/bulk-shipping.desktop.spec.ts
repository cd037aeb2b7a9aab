import { readFileSync } from "node:fs";
import { shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { expect, test } from "./support/stack";

/** How many sheets a PDF has. */
const pagesOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;

test("an owner prints the slips of some orders, ships them by one file with three wrong lines named, and mends those", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  test.setTimeout(150_000);
  const nos: string[] = [];
  for (let nth = 0; nth < 4; nth++) {
    const { shopper, no } = await shopperWhoPaid(browser, stack);
    await shopper.context().close();
    nos.push(no);
  }
  const [first = "", second = "", third = "", fourth = ""] = nos;
  await logInAsOwner(page);
  await page.goto("/admin/orders");
  await page.getByRole("link", { name: "批量处理" }).click();
  await expect(page.getByRole("heading", { name: "批量处理" })).toBeVisible();
  for (const no of nos) await page.getByLabel(`选择订单 ${no}`).check();
  expect(await seriousProblems(page)).toEqual([]);

  // The table leaves with what a courier's program needs, and comes in again below.
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 CSV" }).click();
  const [headings = "", ...rows] = readFileSync(await (await download).path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(headings.startsWith("\uFEFF订单号,")).toBe(true);
  expect(rows.map((row) => row.split(",")[0]?.trim()).sort()).toEqual([...nos].sort());

  await page.getByRole("button", { name: "打印配货单" }).click();
  await expect(page.getByRole("article")).toHaveCount(4);
  await expect(page.getByRole("img", { name: `订单号 ${first} 的条形码` })).toBeVisible();
  await expect(page.getByRole("article").first()).toContainText("****");
  expect(await seriousProblems(page)).toEqual([]);
  const a4 = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pagesOf(a4)).toBeLessThan(4);
  await page.getByLabel("纸张").selectOption("label");
  await page.getByLabel("收货信息").selectOption("full");
  await page.getByRole("button", { name: "更新" }).click();
  await expect(page.getByLabel("纸张")).toHaveValue("label");
  const labels = await page.pdf({ preferCSSPageSize: true, printBackground: true });
  expect(pagesOf(labels)).toBe(4);
  // On paper there is nothing but slips.
  await page.emulateMedia({ media: "print" });
  for (const words of ["打印", "更新", "记为已打印"]) await expect(page.getByRole("button", { name: words, exact: true })).toBeHidden();
  await page.emulateMedia({ media: "screen" });
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute("data-printed", "");
  });
  await page.getByRole("button", { name: "打印", exact: true }).click();
  await expect(page.getByText("已把 4 张记为已打印")).toBeVisible();
  await expect(page.locator("body[data-printed]")).toBeAttached();

  await page.goto("/admin/orders/shipments");
  expect(await seriousProblems(page)).toEqual([]);
  const upload = async (name: string, content: string) => {
    await page.getByLabel("选择文件").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(content) });
    await page.getByRole("button", { name: "上传并预览" }).click();
  };
  await upload("photo.csv", "\0\0\0");
  await expect(page.getByText("这个文件不是 CSV 或 Excel 表格")).toBeVisible();
  const file = [
    "订单编号,收货人,物流公司,运单号",
    `${first},某人,顺丰,SF1007896781640`,
    "2099010100000001,某人,顺丰,SF1007896781641",
    `${second},某人,,YT8812345678901`,
    `${third},某人,飞鸽传书,12345678`,
    `${fourth},某人,中通,7.8123E+13`,
  ];
  await upload("numbers.csv", file.join("\r\n"));
  await expect(page.getByRole("heading", { name: "发货预览" }).first()).toBeVisible();
  await expect(page.getByText("店里没有这个订单号，请核对")).toBeVisible();
  await expect(page.getByText("不认识快递公司“飞鸽传书”，请填写全称，或填“其他”")).toBeVisible();
  await expect(page.getByText(/快递单号被表格软件改成了科学计数/)).toBeVisible();
  await expect(page.getByText("圆通速递 YT8812345678901")).toBeVisible();
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "确认发货 2 个包裹" }).click();
  await expect(page.getByText("发货完成")).toBeVisible();
  await expect(page.getByText("已发货 2 件", { exact: true })).toBeVisible();
  const failed = page.waitForEvent("download");
  await page.getByRole("link", { name: "下载有错的行" }).click();
  const mended = readFileSync(await (await failed).path(), "utf8");
  expect(mended.trimEnd().split("\r\n")).toHaveLength(4);

  await page.goto("/admin/orders/shipments");
  await upload(
    "mended.csv",
    mended
      .replace("2099010100000001", first)
      .replace("SF1007896781641", "SF1007896781640")
      .replace("飞鸽传书", "其他")
      .replace(/7\.8123E\+13/, "78123456789012"),
  );
  await expect(page.getByText("早已这样发货 1 件", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "确认发货 2 个包裹" }).click();
  await expect(page.getByText("已发货 2 件", { exact: true })).toBeVisible();
  for (const no of nos) {
    await page.goto(`/admin/orders/${no}`);
    await expect(page.getByText("已发货").first()).toBeVisible();
  }
});
