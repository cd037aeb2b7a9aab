import type { Mutant } from "./mutant";

const TESTS = ["lib/shop/orders/order-discounts.db.test.ts"];
const of = (name: string) => `lib/shop/promotions/${name}.ts`;
const about = (name: string, fault: string, file: string): Pick<Mutant, "name" | "fault" | "file" | "simulations"> => ({
  ...{ name, fault, file, simulations: ["buyers"] },
});

/** 满减 and coupons: what comes off an order, and how often. */
export const COUPON_MUTANTS: Mutant[] = [
  {
    ...about(
      "discount-not-shown",
      "a sum is charged from which something else came off than was shown",
      "lib/shop/orders/order-discounts.ts",
    ),
    before: 'if (discountFen !== expectedFen) return refuse("discount_changed", { fromFen: expectedFen, toFen: discountFen });',
    after: "",
    tests: TESTS,
  },
  {
    ...about("coupon-not-counted", "nobody counts that a coupon was used", of("hold-coupon")),
    before: "UPDATE promotions m SET used = m.used + 1\n    WHERE m.id",
    after: "UPDATE promotions m SET used = m.used\n    WHERE m.id",
    tests: TESTS,
  },
  {
    ...about("coupon-without-condition", "a coupon that is used up is counted once more", of("hold-coupon")),
    before: "AND (m.total IS NULL OR m.used - ${givenUp}::int < m.total)",
    after: "",
    tests: ["lib/shop/promotions/promotions.db.test.ts"],
  },
  {
    ...about("coupon-without-end", "a coupon that is used up is promised to one more", of("judge-discounts")),
    before: 'return total === null || used - givenUp < total ? null : refuse("coupon_used_up");',
    after: "return null;",
    tests: TESTS,
  },
  {
    ...about("coupon-not-given-back", "an order that closes unpaid keeps its coupon", "lib/shop/payments/close-here.ts"),
    before: "await giveBackCoupon(tx, orderId);",
    after: "",
    tests: TESTS,
  },
  {
    ...about("coupon-not-retaken", "late money does not count its coupon again", "lib/shop/payments/settle-payment.ts"),
    before: "await retakeCoupon(tx, orderId);",
    after: "",
    tests: TESTS,
  },
  {
    ...about(
      "coupon-of-given-up-order",
      "who gives orders up and pays them late has a coupon as often as that",
      "lib/shop/payments/settle-payment.ts",
    ),
    before: 'if (used) return holdMoney(booking, "late_payment_over_limit", used);',
    after: "",
    tests: ["lib/shop/payments/late-coupons.db.test.ts"],
  },
];
