import fc from "fast-check";
import { expect } from "vitest";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { eachGateway, type Gateways } from "@/lib/shop/gateways";
import { requestClose } from "@/lib/shop/payments/close-order";
import { startBegun, startPayment } from "@/lib/shop/payments/start-payment";
import { withdrawChange } from "@/lib/shop/payments/withdraw-change";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { changeAsOwner } from "../owner-change";
import { aWish } from "../owner-wish";
import { doWhatIsDue, letTimePass, type Simulation } from "../simulation";
import { ADDRESS, aBuyer, MINUTE_MS } from "../test-shop";
import { runTogether, type Together } from "../together";
import { wanted } from "../wishes";
import { COUPON, COUPON_REFUSALS, handOutCoupon } from "./coupon";
import { CUP_FEN, changeFreight, FIRST_FEES_FEN, freightOf, type Goods, openStreetShop, PLACES, type Rules, TEA_FEN } from "./goods";
import { checkAccepted, isOverLimit, readStandings, type Standings } from "./limits";

const API = ["mapi", "openapi"];
const FAULTS = [
  { fault: "lose-notification" },
  { fault: "duplicate-notification", copies: 2 },
  { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
  ...API.flatMap((channel) => ["reset", "garbage"].map((fault) => ({ fault, match: { channel } }))),
  ...["close_trade", "alipay.trade.close", "alipay.trade.refund"].map((service) => ({ fault: "lose-answer", match: { service } })),
];

const BROWSERS = 3;
const which = fc.nat(9);
/** Most of them give the same number, and a few live where nothing is sent. */
const phone = fc.constantFrom("13800000000", "13800000000", "13800000000", "13900000001");
const place = fc.constantFrom(...[0, 0, 0, 0, 0, 1, 1, 2, 3]);
const anyDeed = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      ...{ do: fc.constant("order" as const), browser: fc.nat(BROWSERS - 1), phone, place },
      ...{ tea: fc.constantFrom(...[0, 1, 1, 1, 2, 2, 3]), cups: fc.integer({ min: 0, max: 2 }), isOld: fc.boolean() },
      withCoupon: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("send the form again" as const), which, phone, place }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("go to pay" as const), which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pay" as const), which }) },
  {
    weight: 6,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), which, by: fc.constantFrom("buyer" as const, "owner" as const) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("cancel and pay all the same" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("cancel, order anew and pay both" as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("refund" as const), which, share: fc.constantFrom(1, 3, 10), withFreight: fc.boolean() }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      ...{ do: fc.constant("change the order" as const), which, isKilled: fc.boolean(), thenPay: fc.boolean() },
      wish: fc.oneof(
        fc.record({ offFen: fc.constantFrom(1, 50, 300) }),
        fc.record({ shippingFen: fc.constantFrom(0, 700, 2000) }),
        fc.record({ offFen: fc.constantFrom(100), shippingFen: fc.constantFrom(100) }),
        fc.record({ receiver: fc.record({ receiverPhone: phone }) }),
      ),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("take the change back" as const), which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("change freight" as const), firstFen: fc.constantFrom(...FIRST_FEES_FEN) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("wait" as const), minutes: fc.constantFrom(0.1, 1, 5, 31) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("worker" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("go wrong" as const), fault: fc.constantFrom(...FAULTS) }) },
);
export const anyStreetDeed: typeof anyDeed = anyDeed;
type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;
export type Step = Deed | Together<Deed>;
type Ordering = Extract<Deed, { do: "order" }>;
type About = Exclude<Extract<Deed, { which: number }>, { do: "send the form again" }>;

/** A form as its buyer saw it. */
type Form = Pick<Ordering, "browser" | "phone" | "place" | "withCoupon"> & { key: string; tea: number; cups: number; shownFen: number };

export type Street = {
  simulation: Simulation;
  goods: Goods;
  rules: Rules;
  /** What the last forms that buyers have open still show. */
  oldRules: Rules;
  browsers: string[];
  forms: Form[];
  /** In the order in which they were accepted, each with the form that made it. */
  orders: Map<string, Form>;
  /** Those that their owner has changed, or wanted to. */
  changed: Set<string>;
  /** What happened, in words that no number of an order is in. */
  story: string[];
};

export async function openStreet(simulation: Simulation, rules: Rules): Promise<Street> {
  const goods = await openStreetShop(simulation.shop, rules);
  await handOutCoupon(simulation.shop);
  const browsers: string[] = [];
  while (browsers.length < BROWSERS) browsers.push(await aBuyer(simulation.shop));
  return { simulation, goods, rules, oldRules: rules, browsers, forms: [], orders: new Map(), changed: new Set(), story: [] };
}

/** One step, after which whatever the shop has accepted was within its owner's limits. */
export async function takeStep(street: Street, step: Step): Promise<void> {
  const { simulation, goods, rules } = street;
  const before = await readStandings(simulation.shop, goods);
  if (step.do !== "together") await act(street, step, before);
  else
    await runTogether(
      step.deeds.map((deed) => () => act(street, deed, null)),
      step.order,
    );
  const after = await readStandings(simulation.shop, goods);
  street.story.push([...street.orders.keys()].map((id) => after.get(id)?.status).join(" "));
  checkAccepted(rules, before, after);
}

/** `before`: what there is, where nobody else does anything meanwhile. */
async function act(street: Street, step: Deed, before: Standings | null): Promise<void> {
  const { simulation, goods, forms, orders } = street;
  if (step.do === "worker") return doWhatIsDue(simulation);
  if (step.do === "wait") return letTimePass(simulation, step.minutes * MINUTE_MS);
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", step.fault));
  if (step.do === "change freight") {
    const rules = { ...street.rules, firstFen: step.firstFen };
    if (await changeFreight(simulation.shop, goods, rules)) Object.assign(street, { oldRules: street.rules, rules });
    return;
  }
  if (step.do === "order") return order(street, step, before);
  if (step.do === "send the form again") {
    const form = forms[step.which % Math.max(1, forms.length)];
    return form && send(street, { ...form, phone: step.phone, place: step.place }).then(() => {});
  }
  const orderId = [...orders.keys()][step.which % Math.max(1, orders.size)];
  if (orderId) await actOn(street, orderId, step);
}

async function order(street: Street, { isOld, ...step }: Ordering, before: Standings | null): Promise<void> {
  const { rules, oldRules, forms, browsers } = street;
  const basket = { tea: step.tea, cups: step.tea + step.cups === 0 ? 1 : step.cups };
  const { province } = PLACES[step.place] ?? PLACES[0];
  const shownFen = freightOf(isOld ? oldRules : rules, basket, province) ?? 0;
  const form = { ...step, ...basket, shownFen, key: `form-${forms.length}`.padEnd(43, "k") };
  forms.push(form);
  const sent = await send(street, form);
  if (!before) return;
  const costsFen = freightOf(rules, basket, province);
  const buyer = { buyerId: browsers[step.browser] ?? "", phone: step.phone, tea: basket.tea };
  const isOver = isOverLimit(rules, before, buyer);
  if (sent.ok) expect({ costsFen, isOver }, "an order that was taken").toEqual({ costsFen: shownFen, isOver: false });
  else if (sent.reason === "over_limit") expect(isOver, "is over the limit").toBe(true);
  else if (sent.reason === "undeliverable") expect(costsFen, "is sent nowhere").toBeNull();
  else if (sent.reason === "freight_changed") expect(sent).toMatchObject({ fromFen: shownFen, toFen: costsFen });
  else expect([...["sold_out", "unavailable"], ...(step.withCoupon ? COUPON_REFUSALS : [])]).toContain(sent.reason);
}

/** A buyer sends a form and goes on to the cashier. */
async function send(street: Street, form: Form) {
  const { browser, phone, place, key, tea, cups, shownFen, withCoupon } = form;
  const { simulation, goods, browsers, orders, story } = street;
  const items = [
    { variantId: goods.tea, quantity: tea, expectedPriceFen: TEA_FEN },
    { variantId: goods.cup, quantity: cups, expectedPriceFen: CUP_FEN },
  ].filter(({ quantity }) => quantity > 0);
  const sent = await checkOut(simulation.shop, browsers[browser] ?? "", {
    ...{ idempotencyKey: key, items, expectedShippingFen: shownFen, note: "", fromCart: false, toCashier: true },
    ...(withCoupon && { couponCode: COUPON.code, expectedDiscountFen: COUPON.offFen }),
    address: { ...ADDRESS, ...(PLACES[place] ?? PLACES[0]), phone },
  });
  story.push(sent.ok ? (sent.replayed ? "the same order" : "a new order") : sent.reason);
  if (!sent.ok) return sent;
  const { orderId, no, begun } = sent;
  if (!orders.has(orderId)) orders.set(orderId, form);
  if (begun) await startBegun(simulation.shop, { orderId, no }, begun);
  return sent;
}

async function actOn(street: Street, orderId: string, step: About): Promise<void> {
  const { simulation, story } = street;
  const { shop } = simulation;
  if (step.do === "go to pay") {
    const { totalFen: seenFen } = await shop.db.order.findUniqueOrThrow({ where: { id: orderId }, select: { totalFen: true } });
    story.push((await startPayment(shop, orderId, { seenFen })).ok ? "went to pay" : "could not pay");
  }
  if (step.do === "change the order") await change(street, orderId, step);
  if (step.do === "take the change back") story.push((await withdrawChange(shop, orderId)).ok ? "taken back" : "nothing to take back");
  if (step.do === "cancel") await requestClose(shop, orderId, step.by);
  if (step.do === "pay") await pay(simulation, orderId);
  if (step.do === "cancel and pay all the same") {
    await requestClose(shop, orderId, "buyer");
    await pay(simulation, orderId);
    await simulation.emulator.deliverDue();
  }
  if (step.do === "cancel, order anew and pay both") {
    const form = street.orders.get(orderId);
    await requestClose(shop, orderId, "buyer");
    if (form) await order(street, { ...form, do: "order", isOld: false }, null);
    for (const id of new Set([...[...street.orders.keys()].slice(-1), orderId])) await pay(simulation, id);
    await simulation.emulator.deliverDue();
  }
  if (step.do === "refund") await giveBack(street, orderId, step);
}

/** Its owner changes an order; killed at its closing, the worker goes on. And its buyer, who knows nothing of it, pays what is open. */
async function change(
  { simulation, story, changed }: Street,
  orderId: string,
  { wish, isKilled, thenPay }: Extract<Deed, { do: "change the order" }>,
): Promise<void> {
  const { shop } = simulation;
  const killed: Gateways = eachGateway(shop.gateways, (gateway) => ({ ...gateway, closeTrade: () => Promise.reject(new Error("killed")) }));
  const answer = await changeAsOwner(isKilled ? { ...shop, gateways: killed } : shop, orderId, wish);
  story.push(answer.ok ? `changed: ${answer.state}` : `not changed: ${answer.reason}`);
  if (answer.ok) changed.add(orderId);
  if (!thenPay) return;
  await pay(simulation, orderId);
  await simulation.emulator.deliverDue();
}

/** What cannot be paid (never started, closed, paid already) is refused by the emulator, as by Alipay. */
async function pay({ shop, control }: Simulation, orderId: string): Promise<void> {
  const attempts = await shop.db.paymentAttempt.findMany({ where: { orderId }, orderBy: [{ createdAt: "asc" }, { outTradeNo: "asc" }] });
  for (const { outTradeNo } of attempts) await control("POST", `/control/trades/${outTradeNo}/pay`, {}).catch(() => {});
}

/** The owner gives a share of an order's money back, as all of its freight and some of its goods, or of its goods alone. */
async function giveBack({ simulation, story }: Street, orderId: string, { share, withFreight }: { share: number; withFreight: boolean }) {
  const { shop } = simulation;
  const { totalFen, shippingFen } = await shop.db.order.findUniqueOrThrow({
    where: { id: orderId },
    select: { totalFen: true, shippingFen: true },
  });
  const payment = await shop.db.payment.findFirst({ where: { orderId, disposition: "settled" }, select: { outTradeNo: true } });
  // One that is paid only while it is asked would be a wish about a payment that nobody knew.
  if (!payment) return void story.push("nothing to give back");
  const freightFen = withFreight ? shippingFen : 0;
  const amountFen = Math.max(Math.floor(totalFen / share), freightFen);
  const refund = refundOrder(shop, { orderId, amountFen, freightFen, reason: "少发一件", wish: aWish() });
  const answer = await wanted(simulation, { of: { outTradeNo: payment.outTradeNo }, fen: amountFen }, refund);
  story.push(answer.ok ? `refund ${amountFen} of which ${freightFen}` : answer.reason);
}
