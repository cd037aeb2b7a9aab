import fc from "fast-check";
import { expect, vi } from "vitest";
import { checkRefunds } from "../check-refunds";
import { ofSeed, testSeeds } from "../seeds";
import type { ContractKind } from "../simulation";
import type { Lodging } from "../test-shop";
import { checkWishes } from "../wishes";
import { anyRound, type Deed, takeRound } from "./deeds";
import { closeWorld, heal, openWorld, type Round, type World } from "./world";

const KINDS = ["keys", "MD5"] as const;
const SECOND_MS = 1000;
const SKEWS_MS = [0, 2, -2, 40, -40, 180, -180].map((seconds) => seconds * SECOND_MS);
const anyStreet = fc.record({
  skewsMs: fc.tuple(fc.constantFrom(...SKEWS_MS), fc.constantFrom(...SKEWS_MS)),
  rounds: fc.array(anyRound, { minLength: 4, maxLength: 12 }),
});
type Street = { skewsMs: readonly number[]; rounds: Round<Deed>[] };

/** Alipay's ledger is the oracle: each trade is a paid order, a refund, or held money that the owner was told of; and all is over. */
async function checkWorld({ simulation }: World): Promise<void> {
  const { db } = simulation.shop;
  const paid = (await simulation.trades()).filter(({ standing }) => standing === "paid");
  const booked = await db.payment.findMany();
  expect(booked.map(({ tradeNo }) => tradeNo).sort(), "what is booked").toEqual(paid.map(({ trade_no }) => trade_no).sort());
  for (const { tradeNo, disposition } of booked) {
    const isExplained = disposition === "settled" || (await db.discrepancy.count({ where: { tradeNo } })) > 0;
    expect(isExplained, `trade ${tradeNo}`).toBe(true);
  }
  expect(await db.order.count({ where: { status: "PENDING" } }), "orders that wait").toBe(0);
  expect(await db.paymentAttempt.count({ where: { status: "OPEN" } }), "payments that are open").toBe(0);
  expect(await db.refund.count({ where: { status: "PENDING" } }), "refunds under way").toBe(0);
  expect(await db.reportedRefund.count({ where: { dueAt: { not: null } } }), "refunds told of and not matched").toBe(0);
  expect(await db.order.count({ where: { dueAt: { not: null } } }), "orders that are due again").toBe(0);
  await checkRefunds(simulation);
  await checkWishes(simulation);
}

/** Runs a street to its end and gives its story; what fails is told with it. */
async function live({ skewsMs, rounds }: Street, lodging: Lodging, kind: ContractKind): Promise<string[]> {
  // Nothing is late because the machine is slow: what ends is ended by the seed.
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval"], shouldClearNativeTimers: true });
  const world = await openWorld(lodging, { kind, skewsMs });
  try {
    for (const round of rounds) await takeRound(world, round);
    await heal(world);
    await checkWorld(world);
    return world.story;
  } catch (error) {
    if (error instanceof Error) error.message += `\n\nwhat happened:\n${world.story.join("\n")}`;
    throw error;
  } finally {
    vi.useRealTimers();
    await closeWorld(world);
  }
}

testSeeds("a shop in two processes, of which any may be killed between any two steps, loses no payment and leaves nothing open", {
  seeds: 10,
  deeds: anyStreet,
  run: async (street, lodging, seed) => {
    await live(street, lodging, ofSeed(seed, KINDS));
  },
});
