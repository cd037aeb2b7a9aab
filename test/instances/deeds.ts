import fc from "fast-check";
import { requestClose } from "@/lib/shop/payments/close-order";
import { refreshPayment } from "@/lib/shop/payments/refresh-payment";
import { MINUTE_MS } from "../test-shop";
import { pay, payAndComeBack, press, send, writeForm } from "./buyers";
import { beginRefund, changeTerms, giveBack, saveChange, sendNothingMore, sendOff, takeChangeBack, takeParcelBack } from "./owner";
import { ask, atAlipay, goRound, type Round, type World, work } from "./world";

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
const looks = fc.boolean();
const anyWish = fc.oneof(
  fc.record({ offFen: fc.constantFrom(1, 50, 300) }),
  fc.record({ shippingFen: fc.constantFrom(0, 700, 2000) }),
  fc.record({ offFen: fc.constant(100), shippingFen: fc.constant(100) }),
  fc.record({ receiver: fc.constantFrom({ addressDetail: "文三路 2 号" }, { receiverPhone: "13900000001" }) }),
  fc.record({ offFen: fc.constant(30), receiver: fc.constant({ receiverPhone: "13900000001" }) }),
);

const deed = <const Name extends string, Rest extends object>(weight: number, name: Name, rest: fc.Arbitrary<Rest>) => ({
  weight,
  arbitrary: rest.map((more) => ({ do: name, ...more })),
});
const anyDeed = fc.oneof(
  deed(
    6,
    "order",
    fc.record({
      ...{ at, buyer: fc.nat(2), tea: fc.constantFrom(0, 1, 1, 1, 2, 3), cups: fc.constantFrom(0, 0, 1, 2) },
      ...{ place: fc.constantFrom(0, 0, 1, 2), withCoupon: fc.boolean() },
    }),
  ),
  deed(4, "send the form again", fc.record({ at, which })),
  deed(5, "go to pay", fc.record({ at, which, looks })),
  deed(6, "pay", fc.record({ which })),
  deed(4, "pay and come back", fc.record({ at, which, looks })),
  deed(4, "cancel", fc.record({ at, which, by: fc.constantFrom("buyer" as const, "owner" as const) })),
  deed(3, "look now", fc.record({ at, which })),
  deed(7, "change the order", fc.record({ at, which, wish: anyWish })),
  deed(2, "send the change's form again", fc.record({ at, which })),
  deed(2, "take the change back", fc.record({ at, which })),
  deed(3, "refund", fc.record({ at, which, share: fc.constantFrom(1, 1, 3), withFreight: fc.boolean() })),
  deed(3, "send the refund's form again", fc.record({ at, which })),
  deed(3, "send off", fc.record({ at, which, isPart: fc.boolean() })),
  deed(1, "take a parcel back", fc.record({ at, which })),
  deed(1, "send no more", fc.record({ at, which })),
  deed(8, "worker", fc.record({ at })),
  deed(7, "Alipay", fc.record({})),
  deed(5, "time passes", fc.record({ minutes: fc.constantFrom(0.2, 1, 5, 31) })),
  deed(3, "go wrong", fc.record({ fault: fc.constantFrom(...FAULTS), times: fc.integer({ min: 1, max: 3 }) })),
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
    .map(([deeds, same, alike]) => (alike === 0 ? deeds : deeds.map((one) => ("which" in one ? { ...one, which: same } : one)))),
  schedule: fc.nat(),
  disasters: fc.array(anyDisaster, { maxLength: 2 }),
});

export async function takeRound(world: World, round: Round<Deed>): Promise<void> {
  world.story.push(`at the same time: ${round.deeds.map(describeDeed).join("; ")}`);
  await goRound(
    world,
    round,
    round.deeds.map((one) => () => act(world, one)),
  );
}

function describeDeed({ do: name, ...with_ }: Deed): string {
  const words = Object.entries(with_).map(([key, value]) =>
    key === "at" ? `at ${value === 0 ? "A" : "B"}` : `${key} ${JSON.stringify(value)}`,
  );
  return [name, ...words].join(" ");
}

/** The nth of those there are; as many as there are, round and round. */
const nth = <Value>(list: readonly Value[], index: number): Value | undefined => list[index % Math.max(1, list.length)];

async function act(world: World, step: Deed): Promise<void> {
  const { simulation, scheduler, notes } = world;
  if (step.do === "worker") return work(world, step.at);
  if (step.do === "Alipay") return atAlipay(world);
  if (step.do === "time passes") {
    await scheduler.turn(`${step.minutes} minutes pass`);
    return simulation.shop.advance(step.minutes * MINUTE_MS);
  }
  if (step.do === "go wrong") return void (await simulation.control("POST", "/control/faults", { ...step.fault, times: step.times }));
  if (step.do === "order") return send(world, writeForm(world, step), step.at);
  if (step.do === "send the form again") {
    const form = nth(notes.forms, step.which);
    return form && send(world, form, step.at);
  }
  if (step.do === "send the refund's form again") {
    const asked = nth(notes.refunds, step.which);
    return asked && giveBack(world, asked, step.at);
  }
  if (step.do === "send the change's form again") {
    const change = nth(notes.changes, step.which);
    return change && saveChange(world, change, step.at);
  }
  const orderIds = notes.forms.flatMap(({ orderId }) => orderId ?? []);
  const orderId = nth(orderIds, step.which);
  if (orderId) await actOn(world, orderId, step);
}

type Sent = "send the form again" | "send the refund's form again" | "send the change's form again";
type About = Exclude<Extract<Deed, { which: number }>, { do: Sent }>;

async function actOn(world: World, orderId: string, step: About): Promise<void> {
  if (step.do === "pay") return pay(world, orderId);
  const { at: there } = step;
  const form = world.notes.forms.find((one) => one.orderId === orderId);
  if (step.do === "go to pay" && form) await press(world, form, orderId, step);
  if (step.do === "pay and come back" && form) await payAndComeBack(world, form, orderId, step);
  if (step.do === "look now")
    await ask(world, there, "owner looks", (shop) => refreshPayment(shop, orderId, { actor: "owner", force: true }));
  if (step.do === "cancel") await ask(world, there, `${step.by} cancels`, (shop) => requestClose(shop, orderId, step.by));
  if (step.do === "change the order") await changeTerms(world, orderId, step);
  if (step.do === "take the change back") await takeChangeBack(world, orderId, there);
  if (step.do === "refund") await beginRefund(world, orderId, step);
  if (step.do === "send off") await sendOff(world, orderId, step);
  if (step.do === "take a parcel back") await takeParcelBack(world, orderId, there);
  if (step.do === "send no more") await sendNothingMore(world, orderId, there);
}
