import "server-only";
import type { Tx } from "@/lib/server/db";
import { BILL_KINDS } from "./discrepancy";

const PAGE = 1000;

/** An open finding of a comparison with a bill. `isOfDay`: of the comparison of the day asked for. */
export type BillFinding = { id: bigint; dedupeKey: string; tradeNo: string | null; isOfDay: boolean };

/** Page by page, the open findings of a day, and those of any other day about a trade that the day's lines name as well. */
export async function* openBillFindings(tx: Tx, day: string): AsyncGenerator<BillFinding[]> {
  const read = (after: bigint) => tx.$queryRaw<BillFinding[]>`
    SELECT * FROM (
      SELECT d.id, d.dedupe_key AS "dedupeKey", d.trade_no AS "tradeNo", COALESCE(d.detail ->> 'day' = ${day}, FALSE) AS "isOfDay"
      FROM discrepancies d WHERE d.resolved_at IS NULL AND d.kind = ANY(${[...BILL_KINDS]}) AND d.id > ${after}
    ) found
    WHERE "isOfDay" OR EXISTS (SELECT 1 FROM report_lines l WHERE l.day = ${day} AND l.trade_no = found."tradeNo")
    ORDER BY id LIMIT ${PAGE}`;
  for (let after = 0n, page = await read(after); page.length > 0; page = await read(after)) {
    yield page;
    after = page.at(-1)?.id ?? after;
  }
}
