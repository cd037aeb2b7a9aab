import "server-only";
import type { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";

const PAGE = 200;

export type MissingLine = { id: bigint; tradeNo: string; outTradeNo: string; outRequestNo: string | null };

/** The staged lines that our books lacked, page by page; `which` is a further condition on a line `b`. */
export async function* missingLines({ db }: Shop, run: string, which: Prisma.Sql): AsyncGenerator<MissingLine[]> {
  const read = (after: bigint) => db.$queryRaw<MissingLine[]>`
    SELECT b.id, b.trade_no AS "tradeNo", b.out_trade_no AS "outTradeNo", b.out_request_no AS "outRequestNo" FROM bill_lines b
    WHERE b.run = ${run}::uuid AND b.is_missing AND b.id > ${after} AND ${which} ORDER BY b.id LIMIT ${PAGE}`;
  for (let after = 0n, page = await read(after); page.length > 0; page = await read(after)) {
    yield page;
    after = page.at(-1)?.id ?? after;
  }
}
