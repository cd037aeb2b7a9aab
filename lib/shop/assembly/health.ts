import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { CircuitState } from "@/lib/server/circuit-breaker";
import { circuitOf } from "../gateway/guard-gateway";
import type { Shop } from "../shop";
import { workerHealth } from "./boot";
import { getNoticeShop, getShop } from "./get-shop";

/** A database that does not answer within this is not well, in ms. */
const DATABASE_LIMIT_MS = 3_000;

export type Health = {
  /** Database and worker are well. A gateway that does not answer is shown and no fault of this process. */
  ok: boolean;
  database: boolean;
  worker: boolean;
  /** The kinds of work whose loop has not gone round in time, or hangs. */
  silent: string[];
  gateway: GatewayHealth;
  clock: { skewMs: number | null };
  demo: boolean;
};

export type GatewayHealth = { state: CircuitState; since: Date };

/** What whoever watches the shop is told. */
export async function readHealth(): Promise<Health> {
  const shop = getShop();
  const database = await databaseAnswers();
  const { isWell: worker, loops } = workerHealth() ?? { isWell: false, loops: [] };
  return {
    ok: database && worker,
    database,
    worker,
    silent: loops.filter(({ state }) => state !== "well").map(({ name }) => name),
    gateway: gatewayHealth(shop),
    clock: { skewMs: shop.clocks.skew()?.skewMs ?? null },
    demo: shop.config.demo,
  };
}

/** Whether this process does its work, be it that the database lets it do none: one that does not is to be started anew. */
export function isLive(): boolean {
  return workerHealth()?.isTurning ?? false;
}

/** Whether requests may be sent here: the database answers, and the server is not being stopped. */
export async function isReady(): Promise<boolean> {
  return !getShop().signals.ended.aborted && (await databaseAnswers());
}

/** Whether the gateway answers, as far as this process knows. */
export function gatewayHealth({ gateway, now }: Shop): GatewayHealth {
  return circuitOf(gateway)?.state() ?? { state: "closed", since: now() };
}

/** Both pools must answer: with one of them stuck, shoppers or notices wait in vain. */
async function databaseAnswers(): Promise<boolean> {
  const answers = await Promise.all([getShop(), getNoticeShop()].map(({ pool }) => answersInTime(pool)));
  return answers.every(Boolean);
}

async function answersInTime(pool: pg.Pool): Promise<boolean> {
  const answered = pool.query("SELECT 1").then(
    () => true,
    () => false,
  );
  const over = new AbortController();
  const late = pause(DATABASE_LIMIT_MS, false, { signal: over.signal }).catch(() => false);
  return Promise.race([answered, late]).finally(() => over.abort());
}
