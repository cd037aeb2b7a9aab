import fc from "fast-check";
import { expect, test } from "vitest";
import { checkRefunds } from "@/test/check-refunds";
import { inOneOrder, ofSeed, testSeeds } from "@/test/seeds";
import { letTimePass, openSimulation, type Simulation } from "@/test/simulation";
import { anyStreetDeed, openStreet, type Step, type Street, takeStep } from "@/test/street/buyers";
import { COUPON } from "@/test/street/coupon";
import { anyRules, type Rules } from "@/test/street/goods";
import { MINUTE_MS } from "@/test/test-shop";
import { aloneOrTogether, oneAtATime } from "@/test/together";
import { checkWishes } from "@/test/wishes";
import { REFUNDED_BY_ITSELF } from "../discrepancies/discrepancy";

const KINDS = ["keys", "0001"] as const;
const anyStreet = fc.record({ rules: anyRules, steps: fc.array(aloneOrTogether(anyStreetDeed), { minLength: 10, maxLength: 30 }) });

/** All is well again, and a day and some hours go by. */
async function heal(simulation: Simulation): Promise<void> {
  await simulation.control("DELETE", "/control/faults");
  for (const minutes of [1, 5, 30, ...Array.from({ length: 9 }, () => 180)]) await letTimePass(simulation, minutes * MINUTE_MS);
}

/** The gateway's ledger is the oracle of the money, and what each buyer saw is that of each sum. */
async function checkStreet({ simulation, orders, changed }: Street): Promise<void> {
  const { db } = simulation.shop;
  const placed = await db.order.findMany({ include: { attempts: { select: { outTradeNo: true, amountFen: true } }, changes: true } });
  expect(new Set(placed.map(({ id }) => id))).toEqual(new Set(orders.keys()));
  for (const { id, no, shippingFen, discountFen, totalFen, itemsFen, changes } of placed) {
    const form = orders.get(id);
    const last = changes.filter(({ state }) => state === "applied").at(-1);
    if (last) expect(changed.has(id), `${no} was changed by somebody`).toBe(true);
    if (last) expect(totalFen, `the sum of ${no}, as its owner changed it`).toBe(last.totalFen);
    else expect(totalFen, `the sum of ${no}, which stands as it was placed`).toBe(itemsFen - discountFen + (form?.shownFen ?? 0));
    const seen = { shippingFen: last ? shippingFen : form?.shownFen, discountFen: form?.withCoupon ? COUPON.offFen : 0 };
    expect({ shippingFen, discountFen }, `the sums of ${no}, as its buyer saw them`).toEqual(seen);
  }
  const paid = (await simulation.trades()).filter(({ standing }) => standing === "paid");
  const totals = new Map(placed.flatMap(({ attempts }) => attempts.map(({ outTradeNo, amountFen }) => [outTradeNo, amountFen] as const)));
  for (const { out_trade_no, total_fee } of paid) expect(Number(total_fee.replace(".", ""))).toBe(totals.get(out_trade_no));
  const booked = await db.payment.findMany();
  expect(booked.map(({ tradeNo }) => tradeNo).sort()).toEqual(paid.map(({ trade_no }) => trade_no).sort());
  for (const { tradeNo, disposition, amountFen, refundedFen } of booked.filter((payment) => payment.disposition === "held")) {
    const told = await db.discrepancy.findMany({ where: { tradeNo, kind: { in: [...REFUNDED_BY_ITSELF] } } });
    expect({ disposition, told: told.length > 0, refundedFen }, `late money of ${tradeNo}`).toMatchObject({
      told: true,
      refundedFen: amountFen,
    });
  }
  expect(await db.order.count({ where: { status: "PENDING" } }), "orders that nobody looks after").toBe(0);
  expect(await db.refund.count({ where: { status: "PENDING" } }), "refunds that are still under way").toBe(0);
  await checkRefunds(simulation);
  await checkWishes(simulation);
}

testSeeds("whatever freight costs and whoever wants more than one may have, each sum is what its buyer saw and no limit is passed", {
  seeds: 40,
  deeds: anyStreet,
  run: async ({ rules, steps }, lodging, seed) => {
    const simulation = await openSimulation({ kind: ofSeed(seed, KINDS), lodging });
    const street = await openStreet(simulation, rules);
    for (const step of steps) await takeStep(street, step);
    await heal(simulation);
    await checkStreet(street);
  },
});

type Drawn = { rules: Rules; steps: Step[] };

/** Everything that was answered, how all orders stood after each step, and each line of their timelines. */
async function historyOf({ rules, steps }: Drawn): Promise<string[]> {
  const simulation = await openSimulation({ kind: "keys" });
  const story: string[] = [];
  await inOneOrder(async () => {
    const street = await openStreet(simulation, rules);
    for (const step of steps) await takeStep(street, step);
    await heal(simulation);
    const ids = [...street.orders.keys()];
    const events = await simulation.shop.db.orderEvent.findMany({ orderBy: { id: "asc" } });
    const lines = events.map(({ orderId, kind, actor, createdAt }) =>
      [ids.indexOf(orderId), kind, actor, createdAt.toISOString()].join(" "),
    );
    story.push(...street.story, ...lines, ...simulation.asked);
  });
  return story;
}

test.each([7, 8, 9])("whatever happened once happens again in the same order (seed %i)", async (seed) => {
  const [drawn] = fc.sample(anyStreet, { seed, numRuns: 1 });
  if (!drawn) throw new Error("no street was drawn");
  const street = { ...drawn, steps: drawn.steps.map(oneAtATime) };
  const isSomebodyBeside = street.steps.some((step) => step.do === "together");
  expect(isSomebodyBeside, "somebody does something at the same time").toBe(true);
  const once = await historyOf(street);
  expect(await historyOf(street)).toEqual(once);
});
