import type { Mutant } from "./mutant";

const of = (name: string) => `lib/shop/orders/${name}.ts`;
const LATE = "lib/shop/payments/late-limits.db.test.ts";
const LIMITS = "lib/shop/orders/buy-limits.db.test.ts";
const FREIGHT = "lib/shop/orders/order-freight.db.test.ts";
const QUOTE = "lib/shop/freight/quote-freight.test.ts";
const JUDGE = "lib/shop/orders/judge-form.test.ts";
const about = (name: string, fault: string, file: string): Pick<Mutant, "name" | "fault" | "file" | "simulations"> => ({
  ...{ name, fault, file: of(file), simulations: ["buyers"] },
});

/** Orders are placed: what they cost, what is sent where, and who may have how much (限购). */
export const ORDER_MUTANTS: Mutant[] = [
  {
    ...about("no-price-check", "a price that was not shown is charged", "judge-form"),
    before: 'if (facts.priceFen !== expectedPriceFen) return refuse("price_changed", { title: facts.title });',
    after: "",
    tests: [JUDGE, "lib/shop/orders/place-order.db.test.ts"],
  },
  {
    ...about("no-buyer-lock", "a form that is sent twice at once is not one after the other", "placing-locks"),
    before: "SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`",
    after: "SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid`",
    tests: ["lib/shop/orders/place-order.db.test.ts", LIMITS],
  },
  {
    ...about("no-goods-lock", "two buyers of the last piece do not take turns", "placing-locks"),
    before: "ORDER BY id FOR UPDATE`]),",
    after: "ORDER BY id`]),",
    tests: ["lib/shop/orders/place-order.db.test.ts", "lib/shop/orders/unpaid-limits.db.test.ts"],
  },
  {
    ...about("freight-not-shown", "a freight that was not shown is charged", "order-freight"),
    before: 'if (feeFen !== expectedFen) return refuse("freight_changed", { fromFen: expectedFen, toFen: feeFen });',
    after: "",
    tests: [FREIGHT],
  },
  {
    ...about("sent-everywhere", "goods are sold to a province where they are not sent", "order-freight"),
    before: "if (undeliverable.length > 0)",
    after: "if (false)",
    tests: [FREIGHT],
  },
  {
    ...about("freight-not-charged", "an order's total leaves its freight out", "write-order"),
    before: "const amountFen = order.itemsFen - order.discountFen + order.shippingFen;",
    after: "const amountFen = order.itemsFen - order.discountFen;",
    tests: [FREIGHT],
  },
  {
    ...about("moved-without-counting", "an order goes to another province for the freight of the first", "judge-form"),
    before: "const counted = address.province === order.province ? null : countFreight(book, lines, to);",
    after: "const counted = null as ReturnType<typeof countFreight> | null;",
    tests: [FREIGHT],
  },
  {
    ...about("free-one-fen-later", "the sum from which goods are sent free is not free yet", "quote-freight"),
    file: "lib/shop/freight/quote-freight.ts",
    before: "(free.fen === null || fen >= free.fen)",
    after: "(free.fen === null || fen > free.fen)",
    tests: [QUOTE],
  },
  {
    ...about("two-first-fees", "one parcel is charged two first fees", "quote-freight"),
    file: "lib/shop/freight/quote-freight.ts",
    before: "feeFen: group === lead ? whole : Math.min(whole, steps(zone.fee, units)),",
    after: "feeFen: whole,",
    tests: [QUOTE],
  },
  {
    ...about("far-is-free-too", "a province that the owner left out is sent free", "quote-freight"),
    file: "lib/shop/freight/quote-freight.ts",
    before: "if (!wholeOrderFree || (province !== null && wholeOrderFree.except.includes(province))) return null;",
    after: "if (!wholeOrderFree) return null;",
    tests: [QUOTE],
  },
  {
    ...about("no-limit-per-order", "one order may hold any number of pieces", "buy-limits"),
    before: "if (perOrder !== null && quantity > perOrder)",
    after: "if (false && perOrder !== null)",
    tests: [LIMITS],
  },
  {
    ...about("no-limit-per-buyer", "a buyer may have any number of pieces", "buy-limits"),
    before: "if (theirs + before + quantity <= most) continue;",
    after: "continue;",
    tests: [LIMITS],
  },
  {
    ...about("limit-one-too-many", "a buyer may have one piece more", "buy-limits"),
    before: "if (theirs + before + quantity <= most) continue;",
    after: "if (theirs + before + quantity <= most + 1) continue;",
    tests: [LIMITS],
  },
  {
    ...about("phone-not-counted", "another browser with the same phone number may have as much again", "buy-limits"),
    before: "(o.buyer_id = ${buyerId}::uuid OR (o.status <> 'PENDING' AND o.receiver_phone = ${phone || null}::text))",
    after: "(o.buyer_id = ${buyerId}::uuid OR (FALSE AND o.receiver_phone = ${phone || null}::text))",
    tests: [LIMITS],
  },
  {
    ...about("strangers-counted", "what nobody paid for in another browser uses up a limit", "buy-limits"),
    before: "(o.status <> 'PENDING' AND o.receiver_phone",
    after: "(o.receiver_phone",
    tests: [LIMITS],
  },
  {
    ...about("closed-orders-counted", "a closed order does not give back what it took of a limit", "buy-limits"),
    before: "WHERE ${isTheirs} AND o.status <> 'CLOSED' AND ${also}",
    after: "WHERE ${isTheirs} AND ${also}",
    tests: [LIMITS],
  },
  {
    ...about("moved-past-the-limit", "an order goes to a phone number that has had its share", "judge-form"),
    before: "const overLimit = judgeLimits(limited, lines, others) ?? judgeCouponMove(discounts, others);",
    after: "const overLimit = judgeCouponMove(discounts, others);",
    tests: [JUDGE, LIMITS],
  },
  {
    ...about("no-limit-when-late", "late money is taken whatever its buyer has", "settle-payment"),
    file: "lib/shop/payments/settle-payment.ts",
    before: 'if (over) return holdMoney(booking, "late_payment_over_limit", over);',
    after: "",
    tests: [LATE],
  },
  {
    ...about("no-limit-lock-when-late", "two who pay late do not see each other", "settle-payment"),
    file: "lib/shop/payments/settle-payment.ts",
    before: "await lockLimitsOf(tx, trade.outTradeNo);",
    after: "",
    tests: [LATE],
  },
  {
    ...about("no-limit-lock-when-placing", "who orders does not see who pays late", "placing-locks"),
    before: "...(phone === null ? [] : lockLimits({ buyerId, phone })),",
    after: "",
    tests: [LATE, LIMITS],
  },
  {
    ...about("late-limit-forgets-itself", "late money is compared with a limit that counts its own order not at all", "late-limits"),
    before: "if (bought + quantity > most)",
    after: "if (bought > most)",
    tests: [LATE],
  },
];
