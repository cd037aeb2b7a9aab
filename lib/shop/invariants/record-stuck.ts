import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import { STUCK_KINDS, type StuckKind, type Subject } from "@/lib/shop/discrepancies/discrepancy";
import { recordDiscrepancy } from "@/lib/shop/discrepancies/record-discrepancy";
import { resolveStuck } from "@/lib/shop/discrepancies/resolve-discrepancies";
import type { Shop } from "@/lib/shop/shop";
import { isUnseen, keyOf, UNFINISHED } from "./unfinished";

const BATCH = 200;
const MOST_BATCHES = 50;

type Stuck = {
  subject: Subject;
  since: Date;
  orderId: string | null;
  outTradeNo: string | null;
  tradeNo: string | null;
  amountFen: number | null;
};

/**
 * Puts before the owner whatever has not come to its end in the time that its kind allows (PATIENCE_MS), whoever should have
 * ended it, and resolves what has ended since. A verb that knows more may record the same discrepancy earlier, by the same
 * subject; then this adds none. Two instances at once record each once.
 * @returns how many discrepancies were recorded or opened again
 */
export async function recordStuck(shop: Shop): Promise<number> {
  let recorded = 0;
  for (const kind of STUCK_KINDS) {
    for (let [batch, found] = [0, BATCH]; found === BATCH && batch < MOST_BATCHES; batch++, recorded += found)
      found = await recordSome(shop, kind);
    await resolveStuck(shop.db, kind, endedOf(kind), shop.now());
  }
  return recorded;
}

async function recordSome(shop: Shop, kind: StuckKind): Promise<number> {
  const { from, since, subject, refs } = UNFINISHED[kind];
  const stuck = await shop.db.$queryRaw<Stuck[]>`
    SELECT ${subject} AS subject, ${since} AS since, ${refs} FROM ${from} WHERE ${isUnseen(shop, kind)} LIMIT ${BATCH}`;
  if (stuck.length === 0) return 0;
  await shop.db.$transaction(async (tx) => {
    for (const { since: begun, ...row } of stuck)
      await recordDiscrepancy(tx, { kind, ...row, detail: { since: begun.toISOString() }, reopen: "always" }, shop.now());
  });
  shop.log.error({ kind, count: stuck.length, first: stuck[0]?.subject }, "something does not come to its end; see the discrepancies");
  return stuck.length;
}

/** Of a discrepancy `d` of this kind: what it is about has ended, or is gone. */
function endedOf(kind: StuckKind): Prisma.Sql {
  const { from, isOpen } = UNFINISHED[kind];
  return Prisma.sql`NOT EXISTS (SELECT 1 FROM ${from} WHERE ${isOpen} AND ${keyOf(kind)} = d.dedupe_key)`;
}
