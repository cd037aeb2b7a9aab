// All is well again and time goes by: what must be true then.
import { spawn } from "node:child_process";
import { buffer } from "node:stream/consumers";
import { setTimeout as wait } from "node:timers/promises";
import { ROOT } from "../bootstrap/root.mjs";
import { SERVER_TSX } from "../stack/node-flags";
import { judge, type Verdict } from "./judge";
import { readBooks } from "./read-books";
import type { Town } from "./town";

const PATIENCE_MS = 150_000;
/** The worker looks each second. */
const LOOK_MS = 800;

/** Whatever waits for a time need not wait for it: the tables in which rows are due. */
const DUE = ["orders", "refunds", "reported_refunds", "notify_deliveries"];

export type Healed = Verdict & { tookMs: number; invariants: string };

/** A closed order has a last look ten minutes after its time at Alipay was over: as if they had gone by. Nobody pays it any more. */
const LATER = `UPDATE payment_attempts a SET payable_until = payable_until - interval '11 minutes' FROM orders o
  WHERE o.id = a.order_id AND o.status = 'CLOSED' AND o.due_at IS NOT NULL
    AND a.payable_until BETWEEN now() - interval '11 minutes' AND now() - interval '15 seconds'`;

/** Starts what is down, lets the worker do what it has to, and compares the books. Returns when nothing waits, or patience is over. */
export async function heal(town: Town): Promise<Healed> {
  const since = performance.now();
  town.traps.clear();
  await town.startMissing();
  let verdict = judge(await readBooks(town));
  while (!isClean(verdict) && performance.now() - since < PATIENCE_MS) {
    await town.query(LATER);
    for (const table of DUE) await town.query(`UPDATE ${table} SET due_at = now() WHERE due_at > now()`);
    await wait(LOOK_MS);
    verdict = judge(await readBooks(town));
  }
  return { ...verdict, invariants: await invariantsOf(town), tookMs: performance.now() - since };
}

export function isClean({ lost, doubled, waiting }: Verdict): boolean {
  return lost.length + doubled.length + waiting.length === 0;
}

/** `npm run invariants` on this town: its output when something is broken, and nothing when all holds. */
export async function invariantsOf(town: Town): Promise<string> {
  const child = spawn(process.execPath, [...SERVER_TSX, "scripts/invariants.ts"], {
    cwd: ROOT,
    env: { ...town.env(), NODE_ENV: "production" } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [output, errors, code] = await Promise.all([
    buffer(child.stdout),
    buffer(child.stderr),
    new Promise<number | null>((resolve) => child.once("close", resolve)),
  ]);
  return code === 0 ? "" : `${output}${errors}`.trim();
}
