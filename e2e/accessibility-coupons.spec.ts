import type { Page } from "playwright/test";
import { openPhone } from "./support/people";
import { seriousProblems } from "./support/serious-problems";
import { fillAddress, goToCheckout } from "./support/shopper";
import { expect, test } from "./support/stack";

/** A coupon, in SQL: unless it says otherwise it takes ¥5 off whatever is bought, as often as anybody likes. */
function coupon(code: string, { scope = '{"kind":"all"}', fromFen = 0, total = "NULL", perBuyer = "NULL", used = 0 } = {}): string {
  const rule = `{"fromFen":${fromFen},"off":{"kind":"sum","offFen":500}}`;
  return `INSERT INTO promotions (kind, name, code, scope, rule, total, per_buyer, used, starts_at, ends_at, created_at)
    VALUES ('coupon', '新客券', '${code}', '${scope}', '${rule}', ${total}, ${perBuyer}, ${used}, now() - interval '1 day', now() + interval '30 days', now());`;
}

test.use({
  // One guess at a code that is none, and one order of a browser that holds a coupon without having paid.
  stackEnv: { MAX_COUPON_GUESSES_PER_HOUR_AND_BROWSER: "1", MIN_UNPAID_PIECES: "1" },
  sql: [
    coupon("TAKES5"),
    coupon("OTHERS", { scope: '{"kind":"products","ids":[999999]}' }),
    coupon("RICH", { fromFen: 99_999_00 }),
    coupon("GONE", { total: "1", used: 1 }),
    coupon("ONCE", { perBuyer: "1" }),
    coupon("FEW", { total: "2" }),
  ].join("\n"),
});

/** 使用, and what is said of it. */
async function use(page: Page, code: string, says: RegExp): Promise<void> {
  await page.getByLabel("优惠码").fill(code);
  await page.getByRole("button", { name: "使用", exact: true }).tap();
  await expect(page.getByRole("status").getByText(says)).toBeVisible();
}

const isUsable = async (page: Page, what: string) => expect(await seriousProblems(page), what).toEqual([]);

test("everybody can use the checkout with a coupon, and with each answer that a code may get @once", async ({ browser, stack }) => {
  test.setTimeout(120_000);
  const page = await openPhone(browser, stack);
  await goToCheckout(page);
  await fillAddress(page);
  for (const [code, says] of [
    ["OTHERS", /所选商品不能使用这个优惠码/],
    ["RICH", /还差 ¥[\d.]+ 才能使用这个优惠码/],
    ["GONE", /这个优惠码已经用完了/],
    ["", /请先填写优惠码/],
    ["NOT-ONE", /这个优惠码无效或已过期/],
    ["NOR-THIS", /优惠码试得太多/],
  ] as const) {
    await use(page, code, says);
    await isUsable(page, `refused: ${code}`);
  }
  await page.context().close();

  // One that counts, until an unpaid order of this browser holds it: then no second one can be tried, or ordered with.
  const other = await openPhone(browser, stack);
  await goToCheckout(other);
  await fillAddress(other);
  await use(other, "TAKES5", /优惠码可用，已减 ¥5/);
  await expect(other.getByText("已使用 TAKES5")).toBeVisible();
  await isUsable(other, "taken");
  await other.getByRole("button", { name: "不使用" }).tap();
  await use(other, "ONCE", /优惠码可用/);
  await goOn(other);
  await goToCheckout(other);
  await use(other, "ONCE", /这个优惠码每人限用 1 次/);
  await isUsable(other, "once for each buyer");
  await other.context().close();

  const third = await openPhone(browser, stack);
  await goToCheckout(third);
  await fillAddress(third);
  await use(third, "FEW", /优惠码可用/);
  await goOn(third);
  await goToCheckout(third);
  await use(third, "FEW", /优惠码可用/);
  await third.getByRole("button", { name: "提交订单" }).last().tap();
  await expect(third.getByText(/这个优惠码正被未付款的订单占用/)).toBeVisible();
  await isUsable(third, "held by an unpaid order");
  await third.context().close();
});

/** 提交订单, as far as Alipay's page, which nobody pays on. */
async function goOn(page: Page): Promise<void> {
  await page.getByRole("button", { name: "提交订单" }).last().tap();
  await page.waitForURL(/\/cashier\//);
}
