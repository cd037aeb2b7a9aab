import { openPhone, shopperWhoPaid } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { stateOf } from "./support/shopper";
import { expect, test } from "./support/stack";

const FIRST = "SF1007896781640";
const SECOND = "78123456789012";

// A shop of its own: the queue counts all that is paid.
test.use({ stackEnv: { ORDER_EXPIRES_IN_SECONDS: "1800" } });

test("an owner works through the queue, sends an order in two parcels, and its shopper follows both", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack, 3);
  const later = await shopperWhoPaid(browser, stack);

  await logInAsOwner(page);
  await page.goto("/admin/orders");
  await page.getByRole("link", { name: "逐单发货" }).click();
  await expect(page.getByText("还有 2 单待发货")).toBeVisible();
  // The first can wait, and comes back.
  await expect(page.getByRole("link", { name: `订单 ${no}` })).toBeVisible();
  await page.getByRole("link", { name: "跳过这单" }).click();
  await expect(page.getByRole("link", { name: `订单 ${later.no}` })).toBeVisible();
  const queue = await page.goto("/admin/ship", { waitUntil: "networkidle" });
  // The camera is for this page alone.
  expect(await queue?.headerValue("permissions-policy")).toContain("camera=(self)");
  expect((await page.request.get(`/admin/orders/${no}`)).headers()["permissions-policy"]).toContain("camera=()");

  // The courier is told from the number, and one piece goes first.
  await page.getByLabel("快递单号").fill(" sf 1007-8967-81640 ");
  await expect(page.getByLabel("快递公司")).toHaveValue("顺丰速运");
  await page.getByText("分开发货").click();
  await page.locator("[name^=pieces-]").fill("1");
  expect(await seriousProblems(page)).toEqual([]);
  await page.getByRole("button", { name: "发货，下一单" }).click();
  await expect(page.getByText(`订单 ${no} 已发货`)).toBeVisible();
  await expect(page.getByRole("link", { name: `订单 ${later.no}` })).toBeVisible();
  await expect(page.getByText("还有 1 单待发货")).toBeVisible();
  await expect(stateOf(shopper)).toHaveText("待收货");
  await expect(shopper.getByText("还有 2 件待发")).toBeVisible();

  // What is left goes later, from the order's own page.
  await page.getByRole("link", { name: /还有 2 件待发/ }).click();
  const rest = page.getByRole("form", { name: "发出余下的商品" });
  await rest.getByLabel("快递单号").fill(SECOND);
  await rest.getByRole("button", { name: "添加包裹" }).click();
  await expect(page.getByText("部分发货")).toHaveCount(0);

  // Nobody watches an order that is on its way: its page is up to date when its shopper comes back to it.
  await expect(shopper.getByRole("button", { name: "确认收货" })).toHaveCount(0);
  await shopper.reload({ waitUntil: "networkidle" });
  await expect(shopper.getByText(FIRST)).toBeVisible();
  await expect(shopper.getByText(SECOND)).toBeVisible();
  const links = shopper.getByRole("link", { name: /^查物流/ });
  await expect(links).toHaveCount(2);
  for (const [nth, number] of [FIRST, SECOND].entries()) {
    const link = links.nth(nth);
    await expect(link).toHaveAttribute("target", "_blank");
    const url = new URL((await link.getAttribute("href")) ?? "");
    expect(url.origin).toBe("https://m.kuaidi100.com");
    expect(url.searchParams.get("nu")).toBe(number);
    expect(url.href).not.toContain("13800000000");
  }
  await expect(shopper.getByText("还有 10 天自动确认收货")).toBeVisible();
  await shopper.getByRole("button", { name: "延长收货 3 天" }).tap();
  await expect(shopper.getByText("还有 13 天自动确认收货")).toBeVisible();
  await expect(shopper.getByRole("button", { name: "延长收货 3 天" })).toHaveCount(0);
  await expect(shopper.getByRole("button", { name: "确认收货" }).first()).toBeVisible();
  await shopper.context().close();
  await later.shopper.context().close();
});

test("an owner without JavaScript is asked back where the number does not say whose it is, and ships all the same", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper, no } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  const { cookies } = await page.context().storageState();
  const plain = await openPhone(browser, stack, { javaScriptEnabled: false });
  await plain.context().addCookies(cookies);
  await plain.goto(`/admin/orders/${no}`);
  await plain.getByLabel("快递单号").fill("1234567890");
  await plain.getByLabel("快递公司").selectOption("");
  await plain.getByRole("button", { name: "确认发货" }).click();
  await expect(plain.getByText("认不出是哪家快递的单号").first()).toBeVisible();
  await expect(plain.getByLabel("快递单号")).toHaveValue("1234567890");
  await plain.getByLabel("快递公司").selectOption("其他");
  await plain.getByRole("button", { name: "确认发货" }).click();
  await expect(plain.getByText("1234567890").first()).toBeVisible();
  await expect(stateOf(shopper)).toHaveText("待收货");
  await plain.context().close();
  await shopper.context().close();
});

/** A browser that reads bar codes, with a camera in front of which a label comes after a while; or one whose owner says no. */
function cameraOf({ isAllowed }: { isAllowed: boolean }): void {
  let looks = 0;
  class BarcodeDetector {
    static getSupportedFormats = async () => ["code_128", "qr_code"];
    detect = async () => (++looks > 2 ? [{ rawValue: "78123456789012" }] : []);
  }
  Object.assign(window, { BarcodeDetector, stopped: 0 });
  navigator.mediaDevices.getUserMedia = async () => {
    if (!isAllowed) throw new DOMException("Permission denied", "NotAllowedError");
    const canvas = document.createElement("canvas");
    // A canvas shows something only when it is drawn on.
    setInterval(() => canvas.getContext("2d")?.fillRect(0, 0, 9, 9), 50);
    const stream = canvas.captureStream(10);
    const [track] = stream.getTracks();
    const stop = track?.stop.bind(track);
    if (track)
      track.stop = () => {
        Object.assign(window, { stopped: 1 });
        stop?.();
      };
    return stream;
  };
}

test("an owner scans a label with the camera, whose light goes out then; one who says no types, and is told how", async ({
  page,
  browser,
  stack,
  logInAsOwner,
}) => {
  const { shopper } = await shopperWhoPaid(browser, stack);
  await logInAsOwner(page);
  const { cookies } = await page.context().storageState();
  await page.goto("/admin/ship", { waitUntil: "networkidle" });
  await expect(page.getByRole("button", { name: "扫码填单号" }), "where the browser reads no bar codes").toHaveCount(0);

  for (const isAllowed of [false, true]) {
    const phone = await openPhone(browser, stack);
    await phone.addInitScript(cameraOf, { isAllowed });
    await phone.context().addCookies(cookies);
    await phone.goto("/admin/ship", { waitUntil: "networkidle" });
    await phone.getByRole("button", { name: "扫码填单号" }).tap();
    if (isAllowed) {
      await expect(phone.getByLabel("快递单号")).toHaveValue("78123456789012");
      await expect(phone.getByLabel("快递公司")).toHaveValue("中通快递");
      expect(await phone.evaluate(() => (window as unknown as { stopped: number }).stopped)).toBe(1);
      await expect(phone.getByRole("button", { name: "扫码填单号" })).toBeVisible();
    } else {
      await expect(phone.getByText("没有打开相机")).toBeVisible();
      await phone.getByLabel("快递单号").fill("A1234567");
    }
    await phone.context().close();
  }
  await shopper.context().close();
});
