import path from "node:path";
import { type Browser, devices, type Page } from "playwright/test";
import { readMail, startMailServer } from "./support/mail-server";
import { goOnAtAlipay, openPhone, reloadUntil } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { payAtCashier, RECEIVER } from "./support/shopper";
import { expect, test } from "./support/stack";
import type { Stack } from "./support/start-stack";

/** The one of the ports that the form takes which needs no rights on the machine. */
const PORT = 2525;
const LOGIN = { user: "shop@example.com", password: "an app password" };
const PASTED = "收货人：王小明，电话：138 0013 8000，地址：浙江省杭州市西湖区文三路 478 号A座 301";
const PHOTOGRAPH = path.join(import.meta.dirname, "..", "public", "images", "products", "longjing-720.webp");
/** The owner sits at a desk. */
const DESK = { ...devices["Desktop Chrome"], viewport: { width: 1280, height: 800 } };
const SIZES = [
  ["390", { width: 390, height: 844 }],
  ["360", { width: 360, height: 740 }],
  ["1280", { width: 1280, height: 800 }],
] as const;

async function picturesOf(page: Page, place: (name: string) => string, name: string): Promise<void> {
  const before = page.viewportSize();
  for (const [size, viewport] of SIZES) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: place(`${name}-${size}.png`), fullPage: true });
    const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(overflow, `${name} at ${size}`).toBeLessThanOrEqual(0);
  }
  if (before) await page.setViewportSize(before);
}

/** The owner at a desk, who has mails sent to buyers through this server and has tried that out. */
async function ownerWhoMails(
  { browser, stack, logInAsOwner }: { browser: Browser; stack: Stack; logInAsOwner: (page: Page) => Promise<void> },
  port: number,
): Promise<Page> {
  const owner = await openPhone(browser, stack, DESK);
  await logInAsOwner(owner);
  await owner.goto("/admin/alerts", { waitUntil: "networkidle" });
  await owner.locator("#buyers").getByRole("link", { name: "通知买家" }).click();
  await owner.waitForURL(/\/alerts\/buyers$/);
  await owner.waitForLoadState("networkidle");
  await owner.locator("summary").filter({ hasText: "开通邮件通知" }).click();
  const form = owner.getByRole("form", { name: "开通邮件通知" });
  await form.getByLabel("SMTP 服务器").fill("127.0.0.1");
  await form.getByLabel("端口").fill(String(port));
  await form.getByLabel("账号").fill(LOGIN.user);
  await form.getByLabel("密码或授权码").fill(LOGIN.password);
  await form.getByLabel("发件邮箱").fill("shop@example.com");
  await form.getByRole("button", { name: "添加" }).click();
  await expect(owner.getByText("还没有送达过")).toBeVisible();
  expect(await owner.content()).not.toContain(LOGIN.password);
  const trial = owner.getByRole("form", { name: "发送测试 邮件" });
  await trial.getByLabel("测试邮件寄到").fill("owner@example.com");
  await trial.getByRole("button", { name: "发送测试" }).click();
  await expect(owner.getByText("已送出，请看看收到没有")).toBeVisible();
  return owner;
}

test("a shopper pastes an address, uses a coupon, pays, gets word by mail of payment, parcel and refund, and the books are even @once", async ({
  browser,
  stack,
  logInAsOwner,
}, info) => {
  test.setTimeout(240_000);
  const place = (name: string) => info.outputPath(name);
  const { box, close } = await startMailServer(LOGIN, { port: PORT });
  const owner = await ownerWhoMails({ browser, stack, logInAsOwner }, box.port);
  expect(box.mails.map(({ to }) => to)).toEqual(["TO:<owner@example.com>"]);
  await picturesOf(owner, place, "owner-buyers");
  expect(await seriousProblems(owner)).toEqual([]);
  await owner.goto("/admin/promotions/new?kind=coupon", { waitUntil: "networkidle" });
  const coupon = owner.getByRole("form", { name: "新建优惠码" });
  await coupon.getByLabel("名称").fill("新客券");
  await coupon.getByLabel("优惠码").fill("hello-7");
  await coupon.getByLabel("减多少元（减金额时填）").fill("7");
  await coupon.getByLabel("一共能用几次").fill("1");
  await coupon.getByLabel("结束日期").fill("2099-12-31");
  await coupon.getByRole("button", { name: "保存" }).click();
  await expect(owner.getByText("HELLO-7")).toBeVisible();

  const shopper = await openPhone(browser, stack, { viewport: { width: 390, height: 844 } });
  const html = await (await shopper.request.get("/products/shouzhang")).text();
  const variant = /name="variantId"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="variantId"/.exec(html);
  await shopper.goto(`/checkout?buy=${variant?.[1] ?? variant?.[2]}x3`, { waitUntil: "networkidle" });
  await shopper.getByText("粘贴地址，自动识别").tap();
  await shopper.getByLabel("整段收货信息").fill(PASTED);
  await shopper.getByRole("button", { name: "识别", exact: true }).tap();
  await expect(shopper.getByLabel("详细地址")).toHaveValue("文三路 478 号A座 301");
  await shopper.getByLabel("优惠码").fill("hello-7");
  await shopper.getByLabel("邮箱").fill("wang@example");
  await shopper.getByRole("button", { name: "使用", exact: true }).tap();
  await expect(shopper.getByText("−¥7.00")).toBeVisible();
  await expect(shopper.getByLabel("邮箱")).toHaveValue("wang@example");
  await shopper.getByRole("button", { name: "提交订单" }).last().tap();
  await expect(shopper.getByText("邮箱地址不完整", { exact: false })).toBeVisible();
  await shopper.getByLabel("邮箱").fill("ｗａｎｇ@example.com");
  await picturesOf(shopper, place, "checkout");
  expect(await seriousProblems(shopper)).toEqual([]);
  await shopper.getByRole("button", { name: "提交订单" }).last().tap();
  await shopper.waitForURL(/\/cashier\//);
  const no = ((await shopper.getByText(/^\S*小铺订单\d+$/).textContent()) ?? "").replace(/^\S*订单/, "");
  expect(box.mails).toHaveLength(1);
  await payAtCashier(shopper);
  await expect.poll(() => box.mails.length, { timeout: 20_000 }).toBe(2);
  const paid = readMail(box.mails[1]?.text ?? "");
  expect(box.mails[1]?.to).toBe("TO:<wang@example.com>");
  expect(paid.subject).toContain(`订单 ${no} 已付款 ¥101.00`);
  expect(paid.body).toContain("×3");
  for (const secret of ["王小明", "13800138000", "文三路"]) expect(paid.body).not.toContain(secret);
  const link = /https?:\/\/\S+\/orders\/\d+\/[\w-]{43}/.exec(paid.body)?.[0] ?? "";
  expect(link).toContain(`${stack.shopUrl}/orders/${no}/`);
  const elsewhere = await openPhone(browser, stack);
  await elsewhere.goto(link);
  await expect(elsewhere.getByText("已付款，待发货").first()).toBeVisible();
  await expect(elsewhere.getByText("邮件发到 w***@example.com")).toBeVisible();
  await expect(elsewhere.getByText("wang@example.com")).toHaveCount(0);
  await elsewhere.context().close();

  await owner.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await owner.getByLabel("快递公司").selectOption("圆通速递");
  await owner.getByLabel("快递单号").fill("YT1234567890123");
  await owner.getByRole("button", { name: "确认发货" }).click();
  await expect.poll(() => box.mails.length, { timeout: 20_000 }).toBe(3);
  const shipped = readMail(box.mails[2]?.text ?? "");
  expect(shipped.subject).toContain(`订单 ${no} 已发货`);
  expect(shipped.body).toContain("快递：圆通速递\n运单号：YT1234567890123");
  // What one of the three cost, its share of the coupon taken off.
  await owner.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await owner.locator("summary").filter({ hasText: "按件数算退款金额" }).click();
  await owner
    .getByRole("form", { name: "按件数算退款金额" })
    .getByLabel(/这次退几件/)
    .fill("1");
  await owner.getByRole("button", { name: "计算" }).click();
  await expect(owner.getByRole("form", { name: "发起退款" }).getByLabel(/退款金额/)).toHaveValue("33.66");

  await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  await picturesOf(shopper, place, "order");
  await shopper.locator("summary").filter({ hasText: "申请退款" }).tap();
  await shopper.getByLabel("申请金额").fill("33.66");
  await shopper.getByLabel("原因类型").selectOption("商品破损");
  await shopper.getByLabel("退款原因").fill("一本折了角");
  await shopper.getByRole("button", { name: "提交申请" }).tap();
  const refunds = shopper.locator("#refunds");
  await refunds.locator("input[type=file]").setInputFiles(PHOTOGRAPH);
  await refunds.getByRole("button", { name: "上传", exact: true }).tap();
  await expect(refunds.getByRole("img", { name: "退款凭证 1" })).toBeVisible();
  await owner.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  await owner.locator("#refunds").getByRole("button", { name: "同意退款" }).click();
  await goOnAtAlipay(owner, "一本折了角");
  await expect.poll(() => box.mails.length, { timeout: 40_000 }).toBe(4);
  const refunded = readMail(box.mails[3]?.text ?? "");
  expect(refunded.subject).toContain(`订单 ${no} 已退款 ¥33.66`);
  await expect(refunds.getByText("已退款", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  await reloadUntil(owner, async () =>
    expect(owner.locator("#buyer-words li").filter({ hasText: "退款 · 邮件" }).getByText("已送出")).toBeVisible({ timeout: 1_000 }),
  );
  expect(await owner.locator("#buyer-words").textContent()).not.toContain("wang@");
  await picturesOf(owner, place, "owner-order");

  await shopper.goto(`/orders/${no}`, { waitUntil: "networkidle" });
  await shopper.getByRole("button", { name: "不再通知" }).tap();
  await expect(shopper.getByText("不再发送这个订单的通知")).toBeVisible();
  await expect(shopper.getByText("邮件发到")).toHaveCount(0);
  expect(await stack.invariants()).toContain("Everything is accounted for");
  expect(box.mails).toHaveLength(4);
  for (const page of [shopper, owner]) await page.context().close();
  await close();
});

test("whoever ordered in English gets word in English, and without JavaScript too @once", async ({ browser, stack, logInAsOwner }) => {
  test.setTimeout(120_000);
  const { box, close } = await startMailServer(LOGIN, { port: PORT });
  // The way to buyers is there since the journey above, or is made here where this one runs alone.
  const owner = await openPhone(browser, stack, DESK);
  await logInAsOwner(owner);
  await owner.goto("/admin/alerts/buyers", { waitUntil: "networkidle" });
  const isThere = await owner.getByRole("form", { name: "发送测试 邮件" }).isVisible();
  await owner.context().close();
  if (!isThere) await (await ownerWhoMails({ browser, stack, logInAsOwner }, box.port)).context().close();

  const page = await openPhone(browser, stack, { locale: "en-GB" });
  const html = await (await page.request.get("/products/shouzhang")).text();
  const variant = /name="variantId"[^>]*value="(\d+)"|value="(\d+)"[^>]*name="variantId"/.exec(html);
  await page.goto(`/checkout?buy=${variant?.[1] ?? variant?.[2]}x1`, { waitUntil: "networkidle" });
  await page.getByLabel("Name", { exact: true }).fill(RECEIVER.name);
  await page.getByLabel("Mobile number").fill(RECEIVER.phone);
  await page.getByRole("button", { name: "Area" }).tap();
  const sheet = page.getByRole("dialog");
  for (const part of ["Zhejiang", "Hangzhou", "Xihu"]) await sheet.getByText(part, { exact: true }).tap();
  await sheet.getByRole("button", { name: "Done" }).tap();
  await page.getByLabel("Street address").fill(RECEIVER.detail);
  await page.getByLabel("E-mail").fill("lee@example.com");
  await page.getByRole("button", { name: "Place order" }).last().tap();
  await page.waitForURL(/\/cashier\//);
  const before = box.mails.length;
  await payAtCashier(page);
  await expect.poll(() => box.mails.length, { timeout: 20_000 }).toBe(before + 1);
  const mail = readMail(box.mails.at(-1)?.text ?? "");
  expect(box.mails.at(-1)?.to).toBe("TO:<lee@example.com>");
  expect(mail.subject).toMatch(/^Order \d+: ¥36\.00 paid/);
  expect(mail.body).toContain("Your payment of ¥36.00");
  const no = /Order (\d+):/.exec(mail.subject)?.[1] ?? "";
  const state = await page.context().storageState();
  await page.context().close();

  const plain = await openPhone(browser, stack, { locale: "en-GB", javaScriptEnabled: false, storageState: state });
  await plain.goto(`/orders/${no}`);
  await plain.locator("summary").filter({ hasText: "Change" }).tap();
  await plain.getByLabel("E-mail").fill("lee@@example.com");
  await plain.getByRole("button", { name: "Save" }).tap();
  await expect(plain.getByText("This is not a whole e-mail address", { exact: false })).toBeVisible();
  await plain.getByLabel("E-mail").fill("lee.new@example.com");
  await plain.getByRole("button", { name: "Save" }).tap();
  await expect(plain.getByText("Saved", { exact: true })).toBeVisible();
  await plain.goto(`/orders/${no}`);
  await expect(plain.getByText("By e-mail to l***@example.com")).toBeVisible();
  await plain.getByRole("button", { name: "Stop updates" }).tap();
  await expect(plain.getByText("You will get no more updates about this order")).toBeVisible();
  await plain.goto(`/orders/${no}`);
  await expect(plain.getByText("Not turned on.")).toBeVisible();
  await plain.goto(`/checkout?buy=${variant?.[1] ?? variant?.[2]}x1`);
  await expect(plain.getByLabel("E-mail")).toHaveValue("");
  await plain.context().close();
  await close();
});
