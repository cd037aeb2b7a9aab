import "server-only";
import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import type { CircuitState } from "@/lib/server/circuit-breaker";
import { type BackupFigure, backupFigure } from "../backups/watch-backups";
import { circuitOf } from "../gateway/guard-gateway";
import type { Shop } from "../shop";
import { type CheckFigure, checkFigure } from "./self-check";
import { type ContractFigure, contractFigure } from "./watch-contracts";
import type { Worker } from "./worker";

/** A database that does not answer within this is not well, in ms. */
const DATABASE_LIMIT_MS = 3_000;
/** Anybody may ask how the shop does, as often as they like: one question to each pool serves all who ask within this, in ms. */
const ASK_EVERY_MS = 1_000;

/** What runs in this process; the worker is null until it has started. */
export type Running = { shop: Shop; noticeShop: Shop; worker: Worker | null };

export type Health = {
  /** Database and worker are well. A gateway that does not answer is shown, and is no fault of this process. */
  ok: boolean;
  database: boolean;
  worker: boolean;
  /** The kinds of work whose loop has not gone round in time, or of which a piece hangs. */
  silent: string[];
  gateway: GatewayHealth;
  /** Whether the gateway takes our contracts; no restart mends it, unless with other keys. Null before the worker has looked. */
  contract: ContractFigure | null;
  /** By how much this machine's clock is ahead of another; null while none has been read. */
  clock: { skewMs: number | null };
  /** What the last check of the books found, which no restart mends; null before the first. */
  invariants: CheckFigure | null;
  /** The last good backup, which no restart makes; null where no folder is named, and before the worker has looked. */
  backup: BackupFigure | null;
  demo: boolean;
};

export type GatewayHealth = { state: CircuitState; since: Date };

/** What whoever watches the shop is told. */
export async function readHealth(running: Running): Promise<Health> {
  const { shop } = running;
  const database = await databaseAnswers(running);
  const { isWell: worker, loops } = running.worker?.health() ?? { isWell: false, loops: [] };
  return {
    ok: database && worker,
    database,
    worker,
    silent: loops.filter(({ state }) => state !== "well").map(({ name }) => name),
    gateway: gatewayHealth(shop),
    contract: contractFigure(),
    clock: { skewMs: shop.clocks.skew()?.skewMs ?? null },
    invariants: checkFigure(),
    backup: backupFigure(),
    demo: shop.config.demo,
  };
}

/** Whether this process is at work, even if the database lets it finish nothing. A process that is not should be restarted. */
export function isLive({ worker }: Running): boolean {
  return worker?.health().isTurning ?? false;
}

/** Set by container/start.mjs, some seconds before it stops: nobody is sent here any more, and those who come all the same are served. */
const globals = globalThis as typeof globalThis & { xiaopuLeaves?: boolean };

/** Whether requests may be sent here: the database answers, and the server neither is being stopped nor soon will be. */
export async function isReady(running: Running): Promise<boolean> {
  return !globals.xiaopuLeaves && !running.shop.signals.ended.aborted && (await databaseAnswers(running));
}

/** Whether the gateway answers, and that of a contract that is being left, as far as this process knows. */
export function gatewayHealth({ gateways, now }: Shop): GatewayHealth {
  const states = gateways.all.flatMap((gateway) => circuitOf(gateway)?.state() ?? []);
  return states.find(({ state }) => state !== "closed") ?? states[0] ?? { state: "closed", since: now() };
}

/** Both pools must answer: with one of them stuck, shoppers or notices wait in vain. */
async function databaseAnswers({ shop, noticeShop }: Running): Promise<boolean> {
  const answers = await Promise.all([shop, noticeShop].map(({ pool }) => lastAnswer(pool)));
  return answers.every(Boolean);
}

const asked = new WeakMap<pg.Pool, { at: number; answer: Promise<boolean> }>();

function lastAnswer(pool: pg.Pool): Promise<boolean> {
  const at = performance.now();
  const last = asked.get(pool);
  if (last && at - last.at < ASK_EVERY_MS) return last.answer;
  const answer = answersInTime(pool);
  asked.set(pool, { at, answer });
  return answer;
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
