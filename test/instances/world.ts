import { takeUpContracts } from "@/lib/shop/contracts/take-up-contracts";
import { recordStuck } from "@/lib/shop/invariants/record-stuck";
import { reviewDueChanges } from "@/lib/shop/payments/due-changes";
import { reviewDueNotices } from "@/lib/shop/payments/due-notices";
import { reviewDueOrders } from "@/lib/shop/payments/due-orders";
import { probeContracts } from "@/lib/shop/payments/probe-contracts";
import { reviewDueRefunds } from "@/lib/shop/refunds/due/due-refunds";
import type { Shop } from "@/lib/shop/shop";
import { checkNothingOverdue } from "../check-invariants";
import { type ContractKind, openSimulation, type Simulation, takeNotice } from "../simulation";
import { handOutCoupon } from "../street/coupon";
import { type Goods, openStreetShop, type Rules } from "../street/goods";
import { aBuyer, type Lodging, MINUTE_MS } from "../test-shop";
import { Gone, type Instance, openInstance } from "./instance";
import { type LockWatch, openLockWatch } from "./lock-watch";
import type { Notes } from "./notes";
import { as, type Disaster, type Place, Scheduler } from "./scheduler";

/** A shop in two processes on one database, and Alipay. */
export type World = {
  simulation: Simulation;
  scheduler: Scheduler;
  locks: LockWatch;
  instances: Instance[];
  /** By how much the clock of each is ahead of Alipay's, in ms. */
  skewsMs: readonly number[];
  start: (index: number) => Instance;
  goods: Goods;
  rules: Rules;
  buyers: string[];
  notes: Notes;
  /** What happened, as a person reads it. */
  story: string[];
};

export type Round<Deed> = { deeds: Deed[]; schedule: number; disasters: Disaster[] };

const NAMES = ["A", "B"] as const;
const BUYERS = 3;
/** So that the last pieces are wanted by several. */
const TEA_IN_STOCK = 6;

type Opening = { kind: ContractKind; skewsMs: readonly number[]; rules: Rules };

export async function openWorld(lodging: Lodging, { kind, skewsMs, rules }: Opening): Promise<World> {
  const story: string[] = [];
  const connectionString = String(lodging.pool.options.connectionString);
  const locks = await openLockWatch(connectionString);
  const scheduler = new Scheduler(locks, story);
  let told = 0;
  const take: NonNullable<Parameters<typeof openSimulation>[0]>["take"] = (notice) => {
    const instance = world.instances[told++ % NAMES.length] as Instance;
    return as("takes a notice", () => Promise.race([takeNotice(instance.noticeShop, notice), instance.death])).catch((error: unknown) => {
      if (!(error instanceof Gone) && !scheduler.disturbed.has(instance)) scheduler.fail(error);
      throw error;
    });
  };
  const simulation = await openSimulation({ kind, lodging, take });
  const start = (index: number) =>
    openInstance({ simulation, scheduler, connectionString, kind, name: NAMES[index] ?? "", skewMs: skewsMs[index] ?? 0 });
  const goods = await openStreetShop(simulation.shop, rules, { tea: TEA_IN_STOCK });
  await handOutCoupon(simulation.shop);
  const buyers: string[] = [];
  while (buyers.length < BUYERS) buyers.push(await aBuyer(simulation.shop));
  const world: World = {
    ...{ simulation, scheduler, locks, skewsMs, start, goods, rules, buyers, story },
    instances: NAMES.map((_, index) => start(index)),
    notes: { forms: [], refunds: [], changeForms: 0, changes: [], parcels: [] },
  };
  for (const { shop } of world.instances) await takeUpContracts(shop);
  return world;
}

export async function closeWorld({ instances, locks }: World): Promise<void> {
  for (const instance of instances) await locks.end(instance.pids());
  await locks.close();
}

/** Asks one of the processes for something. Null where there is no answer: it was killed meanwhile, or a connection of it has ended. */
export async function ask<Value>(world: World, at: number, who: string, verb: (shop: Shop) => Promise<Value>): Promise<Value | null> {
  const instance = world.instances[at % NAMES.length] as Instance;
  try {
    return await as(who, () => Promise.race([verb(instance.shop), instance.death]));
  } catch (error) {
    if (!(error instanceof Gone) && !world.scheduler.disturbed.has(instance)) throw error;
    world.story.push(`    ${instance.name} ${who}: no answer`);
    return null;
  }
}

/** Several deeds at the same time, each of which may be stopped at any step, and what goes wrong with them. */
export async function goRound(
  world: World,
  { schedule, disasters }: Omit<Round<never>, "deeds">,
  deeds: (() => Promise<void>)[],
): Promise<void> {
  await world.scheduler.run(deeds, { draw: drawing(schedule), disasters, kill: (place) => kill(world, place) });
}

/** The process is gone with all that it held, and another one takes its place with an empty memory. */
async function kill(world: World, place: Place): Promise<void> {
  const { instances, locks, scheduler, start } = world;
  const index = instances.indexOf(place as Instance);
  const killed = instances[index];
  if (!killed) throw new Error(`${place.name} is killed twice`);
  killed.die();
  await locks.end(killed.pids());
  instances[index] = start(index);
  scheduler.join(() => beginAnew(world, index));
}

async function beginAnew(world: World, index: number): Promise<void> {
  await ask(world, index, "starts anew", takeUpContracts);
  await work(world, index);
}

/** The worker of one process does all that is due by its clock. */
export async function work(world: World, at: number): Promise<void> {
  await ask(world, at, "worker", async (shop) => {
    while (
      (await reviewDueOrders(shop)) + (await reviewDueChanges(shop)) + (await reviewDueNotices(shop)) + (await reviewDueRefunds(shop)) >
      0
    );
    await probeContracts(shop);
  });
}

/** Alipay does what is due and sends its notices. */
export async function atAlipay({ simulation: { emulator }, scheduler }: World): Promise<void> {
  await as("Alipay", async () => {
    await scheduler.turn("Alipay does what is due");
    await emulator.tick();
    await emulator.deliverDue();
  });
}

/** All is well again; within two days everything has come to its end, and nothing was left lying on the way. */
export async function heal(world: World): Promise<void> {
  const { simulation, story } = world;
  const { shop, control } = simulation;
  await control("DELETE", "/control/faults");
  story.push("all is well again");
  for (const minutes of [5, 5, 25, 60, 120, 240, 480, 720, 1200]) {
    shop.advance(minutes * MINUTE_MS);
    story.push(`  ${minutes} minutes later`);
    const calm = { schedule: 0, disasters: [] };
    for (const deed of [() => atAlipay(world), () => work(world, 0), () => work(world, 1), () => atAlipay(world)])
      await goRound(world, calm, [deed]);
    await recordStuck(shop);
    await checkNothingOverdue(shop);
  }
}

/** Numbers that follow from a seed (mulberry32); from 0 follow only zeros, so that the first who came goes first. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    if (seed === 0) return 0;
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}
