import "server-only";
import type { Trade } from "@/lib/alipay/gateway";
import { Prisma } from "@/lib/server/prisma/client";
import { runOn } from "@/lib/server/sql";
import type { InboxEntry } from "@/lib/shop/inbox/inbox";
import type { Shop } from "@/lib/shop/shop";
import { saysPaid } from "./settle-payment";

/**
 * Whether a verified notice says anything about its trade that is not in the ledger; one statement, since most are repeats.
 * @returns repeat: exactly this payment is booked by the gateway's word, and the delivery is in the inbox now; booked: the trade is, and the
 * message says something else about it; new: the trade is not booked
 */
export async function recogniseTrade(shop: Shop, trade: Trade, entry: InboxEntry): Promise<"repeat" | "booked" | "new"> {
  const rows = await runOn(shop.pool)<{ isRepeat: boolean }>(Prisma.sql`
    WITH booked AS (
      SELECT order_id,
        ${saysPaid(shop, trade)} AND out_trade_no = ${trade.outTradeNo} AND amount_fen = ${trade.totalFen} AND source <> 'owner' AS is_repeat
      FROM payments WHERE trade_no = ${trade.tradeNo}
    ), kept AS (
      ${entry({ verdict: "repeat", answer: "success" }, Prisma.sql`SELECT order_id FROM booked WHERE is_repeat`)}
    )
    SELECT is_repeat AS "isRepeat" FROM booked`);
  if (!rows[0]) return "new";
  return rows[0].isRepeat ? "repeat" : "booked";
}
