import "server-only";
import type { Gateway, Trade } from "@/lib/alipay/gateway";
import { goTogether } from "@/lib/server/go-together";
import { Prisma } from "@/lib/server/prisma/client";
import { isUniqueViolation, runOn } from "@/lib/server/sql";
import { INBOX_COLUMNS, type InboxRow, keepAll } from "@/lib/shop/inbox/inbox";
import { countOrderEvent, countSettlement } from "@/lib/shop/metrics";
import type { Shop } from "@/lib/shop/shop";
import { saysPaid } from "./judge-money";
import { PAYING_COLUMNS, payingParts, tradeRow, WAKE_PAGE } from "./paying";

/** A verified notice: what it says, and its row for the inbox. */
export type Notice = { trade: Trade; row: InboxRow };

/**
 * paid: its order is paid now · repeat: exactly this payment is booked by the gateway's word already; in both cases the delivery is in
 * the inbox, and all is committed · booked: the trade is booked, and the message says something else about it, or the owner
 * took it for paid · new: the trade is not booked, and this is not the plain case; nothing has changed
 */
export type Booked = "paid" | "repeat" | "booked" | "new";

/** Notices that go together in one commit, at most; how many such commits are under way, and how long one is waited for, in ms. */
const AT_MOST = 16;
const AT_ONCE = 2;
const LATE_MS = 150;

type Item = Notice & { mayPay: boolean };

const desks = new WeakMap<Shop, (item: Item) => Promise<Booked>>();

/**
 * Takes the plain case of a notice in one round trip, together with others that come meanwhile (docs/decisions/0026): a repeat, or the
 * right sum for an order that waits for it and is not being given up. A gateway that is asked back about its notices (`asksBack`) has not been asked yet, so
 * for one of its notices this only says whether the trade is booked.
 */
export async function bookNotice(shop: Shop, gateway: Gateway, { trade, row }: Notice): Promise<Booked> {
  const desk = desks.get(shop) ?? openDesk(shop);
  desks.set(shop, desk);
  const booked = await desk({ trade, row, mayPay: saysPaid(shop, trade) && !gateway.asksBack });
  if (booked === "paid") {
    countOrderEvent("paid");
    countSettlement("notify", "paid", { paidAt: trade.paidAt, at: shop.now() });
  }
  return booked;
}

function openDesk(shop: Shop): (item: Item) => Promise<Booked> {
  return goTogether({ atMost: AT_MOST, atOnce: AT_ONCE, lateMs: LATE_MS, run: (items) => bookTogether(shop, items) });
}

/**
 * One statement, so that the notices of all are committed with it or none is, and it can be sent again in any case. It does not wait
 * for an order that somebody holds (`skipHeld`), which is no plain case then; for goods it waits, as everybody does.
 *
 * Trades are looked for among the booked one by one, here and in `payingParts`: `OFFSET 0` keeps PostgreSQL from joining. A connection keeps its
 * plan, and one that was made while nothing was booked would read all payments for each notice until they are analyzed (docs/decisions/0038).
 */
async function bookTogether(shop: Shop, items: readonly Item[]): Promise<Booked[]> {
  const at = shop.now();
  const rows = items.map(({ trade, row, mayPay }, n) => ({
    ...tradeRow({ trade, source: "notify", at }),
    ...row,
    n,
    may_pay: mayPay,
    says_paid: saysPaid(shop, trade),
  }));
  try {
    const answers = await runOn(shop.pool)<Answer>(statement(JSON.stringify(rows), at));
    return answers.map(outcomeOf);
  } catch (error) {
    // Somebody books this very trade at this moment: not for this statement to wait for.
    const [only, ...more] = items;
    if (only && more.length === 0 && isUniqueViolation(error)) return ["new"];
    throw error;
  }
}

type Answer = { isRepeat: boolean | null; orderId: string | null };

function outcomeOf({ isRepeat, orderId }: Answer): Booked {
  if (orderId !== null) return "paid";
  if (isRepeat === null) return "new";
  return isRepeat ? "repeat" : "booked";
}

function statement(rows: string, at: Date): Prisma.Sql {
  const payable = Prisma.sql`(SELECT * FROM reported WHERE may_pay)`;
  return Prisma.sql`
    WITH reported AS (
      SELECT * FROM json_to_recordset(${rows}::json) AS it (n int, may_pay boolean, says_paid boolean, ${PAYING_COLUMNS}, ${INBOX_COLUMNS})
      LIMIT ${AT_MOST}::int
    ), known AS (
      SELECT reported.n, p.order_id, reported.says_paid AND p.out_trade_no = reported.out_trade_no AND p.amount_fen = reported.amount_fen
        AND p.source <> 'owner' AS is_repeat
      FROM reported CROSS JOIN LATERAL (SELECT * FROM payments WHERE trade_no = reported.trade_no OFFSET 0) p
    ), ${payingParts(payable, { from: "PENDING", evenIfGivenUp: false, at, skipHeld: true })}, kept AS (
      ${keepAll(
        Prisma.sql`
          SELECT reported.*, 'repeat' AS verdict, known.order_id FROM reported JOIN known USING (n) WHERE known.is_repeat
          UNION ALL SELECT reported.*, 'paid', paid.id FROM reported JOIN paid USING (n)`,
        at,
      )}
    )
    SELECT known.is_repeat AS "isRepeat", paid.id AS "orderId", ${WAKE_PAGE}
    FROM reported LEFT JOIN known USING (n) LEFT JOIN paid USING (n) ORDER BY reported.n`;
}
