import fc from "fast-check";
import { checkOut } from "@/lib/shop/checkout/check-out";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { requestClose } from "@/lib/shop/payments/close-order";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { refreshPayment } from "@/lib/shop/payments/refresh-payment";
import { startBegun, startPayment } from "@/lib/shop/payments/start-payment";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { visitCashier } from "../simulation";
import { ADDRESS, MINUTE_MS } from "../test-shop";
import { wanted } from "../wishes";
import { type Asked, ask, atAlipay, type Form, goRound, PRICE_FEN, type Round, type World, work } from "./world";

const API = ["mapi", "openapi"];
const FAULTS = [
  { fault: "lose-notification" },
  { fault: "duplicate-notification", copies: 2 },
  { fault: "reorder-notification" },
  { fault: "delay-notification", delayMs: 20 * MINUTE_MS },
  { fault: "notify-before-token" },
  ...API.flatMap((channel) => ["reset", "garbage", "system-error"].map((fault) => ({ fault, match: { channel } }))),
  ...["close_trade", "alipay.trade.close", "alipay.trade.refund"].map((service) => ({ fault: "lose-answer", match: { service } })),
];

const at = fc.nat(1);
const which = fc.nat(5);
const anyDeed = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({ do: fc.constant("order" as const), at, buyer: fc.nat(2), quantity: fc.integer({ min: 1, max: 3 }) }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("send the form again" as const), at, which }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("go to pay" as const), at, which }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("pay" as const), which }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("pay and come back" as const), at, which }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant("cancel" as const), at, which, by: fc.constantFrom("buyer" as const, "owner" as const) }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("look now" as const), at, which }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("refund" as const), at, which, share: fc.constantFrom(1, 1, 3) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("send the refund's form again" as const), at, which }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("ship" as const), at, which }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant("worker" as const), at }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant("Alipay" as const) }) },
  { weight: 5, arbitrary: fc.record({ do: fc.constant("time passes" as const), minutes: fc.constantFrom(0.2, 1, 5, 31) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant("go wrong" as const),
      fault: fc.constantFrom(...FAULTS),
      times: fc.integer({ min: 1, max: 3 }),
    }),
  },
);
export type Deed = typeof anyDeed extends fc.Arbitrary<infer T> ? T : never;

const anyDisaster = fc.record({
  turn: fc.nat(60),
  what: fc.constantFrom("kill" as const, "kill" as const, "end" as const),
  before: fc.boolean(),
});

/** One to five deeds at the same time, mostly about the same order; in half of the rounds something ends in their midst. */
export const anyRound: fc.Arbitrary<Round<Deed>> = fc.record({
  deeds: fc
    .tuple(fc.array(anyDeed, { minLength: 1, maxLength: 5 }), which, fc.nat(3))
    .map(([deeds, same, alike]) => (alike === 0 ? deeds : deeds.map((deed) => ("which" in deed ? { ...deed, which: same } : deed)))),
  schedule: fc.nat(),
  disasters: fc.array(anyDisaster, { maxLength: 2 }),
});

export async function takeRound(world: World, round: Round<Deed>): Promise<void> {
  world.story.push(`at the same time: ${round.deeds.map(describeDeed).join("; ")}`);
  await goRound(
    world,
    round,
    round.deeds.map((deed) => () => act(world, deed)),
  );
}

function describeDeed({ do: deed, ...with_ }: Deed): string {
  const words = Object.entries(with_).map(([name, value]) =>
    name === "at" ? `at ${value === 0 ? "A" : "B"}` : `${name} ${JSON.stringify(value)}`,
  );
  return [deed, ...words].join(" ");
}

async function act(world: World, deed: Deed): Promise<void> {
  const { simulation, scheduler, forms, refunds, buyers } = world;
  if (deed.do === "worker") return work(world, deed.at);
  if (deed.do === "Alipay") return atAlipay(world);
  if (deed.do === "time passes") {
    await scheduler.turn(`${deed.minutes} minutes pass`);
    return simulation.shop.advance(deed.minutes * MINUTE_MS);
  }
  if (deed.do === "go wrong") return void (await simulation.control("POST", "/control/faults", { ...deed.fault, times: deed.times }));
  if (deed.do === "order") {
    const buyerId = buyers[deed.buyer] ?? "";
    const form = { key: `form-${forms.length}`.padEnd(43, "k"), buyerId, quantity: deed.quantity, orderId: null };
    forms.push(form);
    return send(world, form, deed.at);
  }
  if (deed.do === "send the form again") {
    const form = forms[deed.which % Math.max(1, forms.length)];
    return form && send(world, form, deed.at);
  }
  if (deed.do === "send the refund's form again") {
    const asked = refunds[deed.which % Math.max(1, refunds.length)];
    return asked && giveBack(world, asked, deed.at);
  }
  const orderIds = forms.flatMap(({ orderId }) => orderId ?? []);
  const orderId = orderIds[deed.which % Math.max(1, orderIds.length)];
  if (orderId) await actOn(world, orderId, deed);
}

/** A buyer sends the form, and goes on to the cashier if there is an answer. */
async function send(world: World, form: Form, at: number): Promise<void> {
  const { variantId } = world;
  const { key, buyerId, quantity } = form;
  await ask(world, at, `order ${key.slice(0, 6).replace(/k+$/, "")}`, async (shop) => {
    const sent = await checkOut(shop, buyerId, {
      ...{ idempotencyKey: key, expectedShippingFen: 0, note: "", fromCart: false, toCashier: true, address: ADDRESS },
      items: [{ variantId, quantity, expectedPriceFen: PRICE_FEN }],
    });
    if (!sent.ok) return;
    form.orderId = sent.orderId;
    if (sent.begun) await startBegun(shop, { orderId: sent.orderId, no: sent.no }, sent.begun);
  });
}

type About = Exclude<Extract<Deed, { which: number }>, { do: "send the form again" | "send the refund's form again" }>;

async function actOn(world: World, orderId: string, deed: About): Promise<void> {
  const { simulation, forms, refunds } = world;
  const buyerId = forms.find((form) => form.orderId === orderId)?.buyerId ?? "";
  if (deed.do === "pay") return pay(world, orderId);
  const there = deed.at;
  if (deed.do === "go to pay") await ask(world, there, "goes to pay", (shop) => startPayment(shop, orderId));
  if (deed.do === "look now")
    await ask(world, there, "owner looks", (shop) => refreshPayment(shop, orderId, { actor: "owner", force: true }));
  if (deed.do === "cancel") await ask(world, there, `${deed.by} cancels`, (shop) => requestClose(shop, orderId, deed.by));
  if (deed.do === "ship")
    await ask(world, there, "owner ships", (shop) => shipOrder(shop, orderId, { courier: "顺丰速运", trackingNo: "SF1" }));
  if (deed.do === "pay and come back") {
    const started = await ask(world, there, "goes to pay", (shop) => startPayment(shop, orderId));
    const search = started?.ok ? await visitCashier(simulation, started.redirectUrl, { pay: true }).catch(() => null) : null;
    if (search) await ask(world, there, "comes back", (shop) => receiveReturn(shop, search, buyerId));
  }
  if (deed.do === "refund") {
    const which = { orderId, disposition: "settled" } as const;
    const payment = await world.scheduler.meanwhile(simulation.shop.db.payment.findFirst({ where: which }));
    if (!payment) return;
    const fen = Math.floor(payment.amountFen / deed.share);
    const asked = { key: `refund-${refunds.length}`, orderId, outTradeNo: payment.outTradeNo, fen };
    refunds.push(asked);
    await giveBack(world, asked, there);
  }
}

/** What cannot be paid (never started, closed, paid already) is refused by the emulator, as by Alipay. */
async function pay({ simulation: { shop, control }, scheduler }: World, orderId: string): Promise<void> {
  await scheduler.turn("a buyer pays");
  const orderBy = [{ createdAt: "asc" }, { outTradeNo: "asc" }] as const;
  const attempts = await scheduler.meanwhile(shop.db.paymentAttempt.findMany({ where: { orderId }, orderBy: [...orderBy] }));
  for (const { outTradeNo } of attempts) await control("POST", `/control/trades/${outTradeNo}/pay`, {}).catch(() => {});
}

/** The owner's form: sent again it is the same wish, and whatever came of it before, it gives nothing back twice. */
async function giveBack(world: World, { key, orderId, outTradeNo, fen }: Asked, at: number): Promise<void> {
  await ask(world, at, `owner gives ${fen} fen back (${key})`, async (shop) => {
    const deed = refundOrder(shop, { orderId, amountFen: fen, reason: "少发一件", wish: { key, owner: "owner" } });
    await wanted(world.simulation, { of: { outTradeNo }, fen, key }, deed);
  });
}
