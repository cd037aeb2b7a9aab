import type { Browser, Page } from "playwright/test";
import { codeOfApp } from "./support/authenticator-app";
import { shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { RECEIVER } from "./support/shopper";
import { expect, OWNER, test } from "./support/stack";

// Every sensitive deed asks who it is, and passkeys work, which want a name and no bare address.
test.use({ stackEnv: { OWNER_CONFIRM_MINUTES: "0", LOG_LEVEL: "warn" }, shopHost: "localhost" });

const FACTORS = "/admin/account/factors";

/** Gives the password that a form asks for, and sends it again. */
async function confirm(page: Page, form: string): Promise<void> {
  const asking = page.getByRole("form", { name: form });
  await asking.getByLabel("您的登录密码").fill(OWNER.password);
  await asking.getByRole("button", { name: "确认并提交" }).click();
}

/** The page with this path, whatever stands behind it. */
async function arriveAt(page: Page, path: string): Promise<void> {
  await page.waitForURL((url) => url.pathname === path);
}

async function fillLogin(page: Page): Promise<void> {
  await page.goto("/admin/login", { waitUntil: "networkidle" });
  await page.getByLabel("账号").fill(OWNER.login);
  await page.getByLabel("密码").fill(OWNER.password);
  await page.getByRole("button", { name: "登录", exact: true }).click();
}

async function logOut(page: Page): Promise<void> {
  await page.goto("/admin/account", { waitUntil: "networkidle" });
  // The page comes anew as a document, so that nothing of the owner's is left in it.
  const isAnew = page.waitForEvent("load");
  await page.getByRole("button", { name: "退出登录" }).click();
  await isAnew;
  await arriveAt(page, "/admin/login");
}

/** A browser that never logged in before. */
async function anotherBrowser(browser: Browser, baseURL: string | undefined, options = {}): Promise<Page> {
  return (await browser.newContext({ baseURL, ...options })).newPage();
}

// First, since the first browser of a shop is trusted without a question.
test("a login from a new browser is told in the first one, ended with 不是我, and its cookie is worth nothing", async ({
  browser,
  baseURL,
  page,
  logInAsOwner,
}) => {
  await logInAsOwner(page);
  const strange = await anotherBrowser(browser, baseURL);
  await fillLogin(strange);
  await arriveAt(strange, "/admin");
  await expect(strange.getByRole("region", { name: "有新设备登录" })).toHaveCount(0);
  await page.goto("/admin", { waitUntil: "networkidle" });
  const alert = page.getByRole("region", { name: "有新设备登录" });
  await expect(alert).toBeVisible();
  expect(await seriousProblems(page), "the alert").toEqual([]);
  await alert.getByRole("button", { name: /不是我/ }).click();
  await alert.getByLabel("您的登录密码").fill(OWNER.password);
  await alert.getByRole("button", { name: "确认并提交" }).click();
  await arriveAt(page, "/admin/account");
  await expect(page.getByText("请马上换一个新密码")).toBeVisible();
  await expect(alert).toHaveCount(0);
  await strange.goto("/admin");
  await expect(strange).toHaveURL(/\/admin\/login/);

  await fillLogin(strange);
  await arriveAt(strange, "/admin");
  await page.goto("/admin/account/sessions", { waitUntil: "networkidle" });
  expect(await seriousProblems(page), "the sessions").toEqual([]);
  await page.getByRole("button", { name: "退出其他设备" }).click();
  await confirm(page, "退出其他设备");
  await expect(page.getByText("已退出其他 1 处登录")).toBeVisible();
  await strange.goto("/admin");
  await expect(strange).toHaveURL(/\/admin\/login/);
  await strange.context().close();
  await page.goto("/admin");
  await alert.getByRole("button", { name: "是我", exact: true }).click();
  await expect(alert).toHaveCount(0);
});

test("an owner sets up an authenticator app, and from then on the password alone does not open the door", async ({
  page,
  logInAsOwner,
}) => {
  test.slow();
  await logInAsOwner(page);
  await page.goto(FACTORS, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "开启" }).click();
  await confirm(page, "开启");
  await arriveAt(page, `${FACTORS}/totp`);
  await expect(page.getByRole("img", { name: "身份验证器的二维码" })).toBeVisible();
  expect(await seriousProblems(page), "the QR code").toEqual([]);
  const secret = (await page.locator("code").textContent()) ?? "";
  await page.getByLabel("验证器现在显示的 6 位数字").fill("000000");
  await page.getByRole("button", { name: "完成绑定" }).click();
  await confirm(page, "绑定身份验证器");
  await expect(page.getByText("数字不对")).toBeVisible();
  await page.getByLabel("验证器现在显示的 6 位数字").fill(codeOfApp(secret));
  await page.getByRole("button", { name: "完成绑定" }).click();
  await confirm(page, "绑定身份验证器");
  await expect(page.getByText("验证码已开启")).toBeVisible();

  await page.goto(FACTORS, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "生成新的恢复码" }).click();
  await confirm(page, "生成新的恢复码");
  const codes = page.getByRole("form", { name: "生成新的恢复码" }).getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const recoveryCode = (await codes.first().textContent()) ?? "";
  expect(await seriousProblems(page), "the factors").toEqual([]);
  await page.reload();
  await expect(codes).toHaveCount(0);

  await logOut(page);
  await fillLogin(page);
  await arriveAt(page, "/admin/login/second");
  expect(await seriousProblems(page), "the second step").toEqual([]);
  await page.goto("/admin");
  await expect(page).toHaveURL(/\/admin\/login/);
  await fillLogin(page);
  await page.getByLabel("验证码或恢复码").fill("000000");
  await page.getByRole("button", { name: "继续" }).click();
  await expect(page.getByText("验证没有通过")).toBeVisible();
  // The code of this half minute was used to set it up.
  await page.getByLabel("验证码或恢复码").fill(codeOfApp(secret, 1));
  await page.getByRole("button", { name: "继续" }).click();
  await arriveAt(page, "/admin");

  await logOut(page);
  await fillLogin(page);
  await page.getByLabel("验证码或恢复码").fill(recoveryCode);
  await page.getByRole("button", { name: "继续" }).click();
  await arriveAt(page, "/admin");

  await page.goto(FACTORS, { waitUntil: "networkidle" });
  await page.locator("summary").filter({ hasText: "关闭" }).click();
  await page.getByRole("form", { name: "关闭" }).getByRole("button", { name: "关闭" }).click();
  await confirm(page, "关闭");
  await expect(page.getByText("未开启", { exact: true })).toBeVisible();
});

test("an owner logs in with a passkey alone, confirms with it, and needs it beside the password", async ({ page, logInAsOwner }) => {
  test.slow();
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("WebAuthn.enable");
  await devTools.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await logInAsOwner(page);
  await page.goto(FACTORS, { waitUntil: "networkidle" });
  await page.getByLabel("给它起个名字").fill("店里的电脑");
  await page.getByRole("button", { name: "添加通行密钥" }).click();
  await confirm(page, "添加通行密钥");
  await expect(page.getByText("已添加")).toBeVisible();
  await expect(page.getByText("店里的电脑", { exact: true })).toBeVisible();

  await logOut(page);
  await page.goto("/admin/login?next=/admin/orders", { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "用通行密钥登录" }).click();
  await arriveAt(page, "/admin/orders");

  await logOut(page);
  await fillLogin(page);
  await arriveAt(page, "/admin/login/second");
  await page.getByRole("button", { name: "用通行密钥验证" }).click();
  await arriveAt(page, "/admin");

  await page.goto(FACTORS, { waitUntil: "networkidle" });
  await page.getByRole("button", { name: "移除 店里的电脑" }).click();
  await page.getByRole("button", { name: "用通行密钥确认" }).click();
  await expect(page.getByText("还没有通行密钥")).toBeVisible();
});

test("a refund asks who it is and keeps what was typed, also without JavaScript", async ({
  browser,
  stack,
  baseURL,
  page,
  logInAsOwner,
}) => {
  const { shopper, no, outTradeNo } = await shopperWhoPaid(browser, stack);
  await shopper.context().close();
  await logInAsOwner(page);
  const plain = await anotherBrowser(browser, baseURL, { javaScriptEnabled: false });
  await plain.context().addCookies(await page.context().cookies());
  await plain.goto(`/admin/orders/${no}`);
  await plain.locator("summary").filter({ hasText: "发起退款" }).click();
  const form = plain.getByRole("form", { name: "发起退款" });
  await form.getByLabel(/退款金额/).fill("1.00");
  await form.getByLabel(/退款原因/).fill("少发了一件小样");
  await form.getByRole("button", { name: "确认退款" }).click();
  await expect(form.getByText("请确认是您本人")).toBeVisible();
  await expect(form.getByLabel(/退款金额/)).toHaveValue("1.00");
  await expect(form.getByLabel(/退款原因/)).toHaveValue("少发了一件小样");
  await form.getByLabel("您的登录密码").fill("not the password");
  await form.getByRole("button", { name: "确认并提交" }).click();
  await expect(form.getByText("没有通过验证")).toBeVisible();
  expect((await stack.emulator.trades(outTradeNo))[0]).toMatchObject({ refund_fee: "0.00" });
  await form.getByLabel("您的登录密码").fill(OWNER.password);
  await form.getByRole("button", { name: "确认并提交" }).click();
  await expect(plain.locator("#refunds").getByText("少发了一件小样").first()).toBeVisible();

  await plain.goto("/admin/audit?group=money");
  await expect(plain.getByText("发起退款").first()).toBeVisible();
  await expect(plain.locator(`main a[href="/admin/orders/${no}"]`).first()).toBeVisible();
  await plain.context().close();
});

test("the name of a buyer does not stay in the document after the owner has logged out", async ({ browser, stack, page, logInAsOwner }) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await shopper.context().close();
  await logInAsOwner(page);
  await page.goto(`/admin/orders/${no}`, { waitUntil: "networkidle" });
  expect(await page.content()).toContain(RECEIVER.name);
  // As a person goes: by the links of the page, in one document.
  await page.getByRole("link", { name: "账号", exact: true }).click();
  await arriveAt(page, "/admin/account");
  await page.getByRole("button", { name: "退出登录" }).click();
  await arriveAt(page, "/admin/login");
  await expect(async () => expect(await page.content()).not.toContain(RECEIVER.name)).toPass({ timeout: 10_000 });
  await page.goBack();
  await expect(page.getByRole("button", { name: "登录", exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(RECEIVER.name);
});
