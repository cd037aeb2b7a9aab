// What an owner does on a busy day, with a hundred orders; by a clerk, who sees no sum all the while.
import { readFileSync } from "node:fs";
import { type BrowserContext, devices, type Page } from "playwright/test";
import { seriousProblems } from "./support/serious-problems";
import { RECEIVER } from "./support/shopper";
import { expect, test } from "./support/stack";
import type { Stack } from "./support/start-stack";

const ORDERS = 100;
/** Each of these words stands in the table of orders of who may see sums. */
const SUMS = ["金额", "运费", "实付", "单价", "¥"];

test.use({
  // One shopper orders a hundred times within minutes, of goods of which there are enough.
  stackEnv: {
    MAX_ORDERS_PER_HOUR_AND_BROWSER: "1000",
    MAX_ORDERS_PER_HOUR_AND_NETWORK: "1000",
  },
  sql: `WITH more AS (UPDATE variants SET stock = stock + 500 WHERE active RETURNING id)
    INSERT INTO stock_movements (variant_id, kind, quantity, created_at) SELECT id, 'adjust', 500, now() FROM more`,
});

/** How many sheets a PDF has. */
const sheetsOf = (pdf: Buffer) => pdf.toString("latin1").match(/\/Type\s*\/Page(?!s)/g)?.length ?? 0;

/** Places an order of one piece, without JavaScript, as far as Alipay. */
async function orderOnce(page: Page, variantId: string): Promise<void> {
  await page.goto(`/checkout?buy=${variantId}x1`);
  const name = page.getByLabel("收货人");
  if (await name.isVisible()) {
    await name.fill(RECEIVER.name);
    await page.getByLabel("手机号").fill(RECEIVER.phone);
    await page.locator("input[name=region]").fill(RECEIVER.region.join(" "));
    await page.getByLabel("详细地址").fill(RECEIVER.detail);
  }
  await page.getByRole("button", { name: "提交订单" }).last().click();
  await page.waitForURL(/\/cashier\//);
}

/** A hundred orders that one shopper without JavaScript has placed and paid; their numbers, oldest first. */
async function hundredPaid(shopper: BrowserContext, stack: Stack): Promise<string[]> {
  const page = await shopper.newPage();
  const html = await (await page.request.get("/products/longjing")).text();
  const found = /name="variantId"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="variantId"/.exec(html);
  const variantId = found?.[1] ?? found?.[2] ?? "";
  for (let nth = 0; nth < ORDERS; nth++) {
    await orderOnce(page, variantId);
    const trade = (await stack.emulator.trades()).find(({ standing }) => standing === "payable");
    if (!trade) throw new Error("the order made no trade");
    await stack.emulator.pay(trade.out_trade_no);
  }
  const trades = await stack.emulator.trades();
  return trades.map(({ subject }) => subject.replace(/^\S*订单/, "")).sort();
}

test("a clerk prints the slips of a hundred orders and ships them by one file: three wrong lines are named, and no sum is seen", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}, info) => {
  test.setTimeout(480_000);
  const shopper = await browser.newContext({ ...devices["Pixel 7"], baseURL: stack.shopUrl, locale: "zh-CN", javaScriptEnabled: false });
  const nos = await hundredPaid(shopper, stack);
  await shopper.close();
  expect(nos).toHaveLength(ORDERS);

  await logInAsOwner(page);
  await page.goto("/admin/staff", { waitUntil: "networkidle" });
  const form = page.getByRole("form", { name: "邀请一个人" });
  await form.getByLabel("怎么称呼").fill("小王");
  await form.getByLabel(/^店员/).check();
  await form.getByRole("button", { name: "做邀请链接" }).click();
  const link = (await form.locator("p.font-mono").textContent()) ?? "";
  const desk = await browser.newContext({ baseURL: stack.shopUrl, locale: "zh-CN", viewport: { width: 1280, height: 800 } });
  const clerk = await desk.newPage();
  await clerk.goto(link, { waitUntil: "networkidle" });
  await clerk.getByLabel("账号").fill("wang");
  await clerk.getByLabel("密码", { exact: true }).fill("seven blue kettles sing");
  await clerk.getByLabel("再输一遍密码").fill("seven blue kettles sing");
  await clerk.getByRole("button", { name: "设好并登录" }).click();
  await expect(clerk.getByRole("heading", { name: "概览" })).toBeVisible();
  const seesNoSum = async (where: string) => expect(await clerk.content(), where).not.toContain("¥");
  await seesNoSum("the overview");

  await clerk.goto("/admin/orders/bulk?tab=paid");
  await expect(async () => {
    await clerk.reload();
    await expect(clerk.getByText(`${ORDERS} 个订单`)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 60_000 });
  await seesNoSum("many orders");
  const download = clerk.waitForEvent("download");
  await clerk
    .getByRole("button", { name: /下载 CSV/ })
    .first()
    .click();
  const table = readFileSync(await (await download).path(), "utf8");
  const [headings = ""] = table.split("\r\n");
  for (const word of SUMS) expect(headings, word).not.toContain(word);
  for (const no of nos) expect(table).toContain(no);

  await clerk.goto("/admin/slips?tab=paid");
  await expect(clerk.getByRole("article").first()).toBeVisible();
  await seesNoSum("the slips");
  const slips = await clerk.getByRole("article").count();
  const pdf = await clerk.pdf({ preferCSSPageSize: true, printBackground: true, path: info.outputPath("slips.pdf") });
  expect(sheetsOf(pdf)).toBeGreaterThan(0);
  expect(sheetsOf(pdf)).toBeLessThan(slips);

  // The first three lines are wrong: an order that is none, a courier that nobody knows, a number that a spreadsheet has rounded.
  const number = (nth: number) => `YT${String(8_812_345_678_901 + nth)}`;
  const lines = nos.map((no, nth) => `${no},圆通速递,${number(nth)}`);
  lines[0] = `2099010100000001,圆通速递,${number(0)}`;
  lines[1] = `${nos[1]},飞鸽传书,${number(1)}`;
  lines[2] = `${nos[2]},圆通速递,7.8123E+13`;
  await clerk.goto("/admin/orders/shipments");
  const file = Buffer.from(`订单号,快递公司,快递单号\r\n${lines.join("\r\n")}`);
  await clerk.getByLabel("选择文件").setInputFiles({ name: "单号.csv", mimeType: "text/csv", buffer: file });
  await clerk.getByRole("button", { name: "上传并预览" }).click();
  await expect(clerk.getByRole("heading", { name: "发货预览" }).first()).toBeVisible();
  await expect(clerk.getByText("店里没有这个订单号，请核对")).toBeVisible();
  await expect(clerk.getByText("不认识快递公司“飞鸽传书”，请填写全称，或填“其他”")).toBeVisible();
  await expect(clerk.getByText(/快递单号被表格软件改成了科学计数/)).toBeVisible();
  expect(await seriousProblems(clerk)).toEqual([]);
  await seesNoSum("the preview");
  await clerk.screenshot({ path: info.outputPath("preview.png"), fullPage: true });
  await clerk.getByRole("button", { name: `确认发货 ${ORDERS - 3} 个包裹` }).click();
  await expect(clerk.getByText(`已发货 ${ORDERS - 3} 件`, { exact: true })).toBeVisible({ timeout: 60_000 });
  const failed = clerk.waitForEvent("download");
  await clerk.getByRole("link", { name: "下载有错的行" }).click();
  expect(
    readFileSync(await (await failed).path(), "utf8")
      .trimEnd()
      .split("\r\n"),
  ).toHaveLength(4);
  await seesNoSum("what came of it");

  // Three wait, and the owner reads who sent the others.
  await clerk.goto("/admin/orders?tab=paid");
  for (const no of [nos[0], nos[1], nos[2]]) await expect(clerk.getByText(no ?? "", { exact: true })).toBeVisible();
  await expect(clerk.getByText(nos[3] ?? "", { exact: true })).toHaveCount(0);
  await page.goto(`/admin/orders/${nos[99]}`);
  await expect(page.getByText(`${number(99)}`).first()).toBeVisible();
  await expect(page.getByText("小王").first()).toBeVisible();
  await desk.close();
});
