import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { Shop } from "@/lib/shop/shop";
import { type OrderStatus, type RefundMark, type RefundStatus, refundMark } from "./order";

/** So many lines of an order are shown in a list; of further ones it says how many there are. */
export const LINES_SHOWN = 3;

export type OwnerOrderLine = { title: string; variantName: string; image: string; quantity: number };
export type OwnerOrderItem = {
  id: string;
  no: string;
  status: OrderStatus;
  totalFen: number;
  receiverName: string;
  receiverPhone: string;
  /** The buyer's words. */
  note: string;
  /** The owner's own, which no buyer reads. */
  ownerNote: string;
  /** The first lines, `lineCount` in all; `pieces` of goods in all of them. */
  lines: OwnerOrderLine[];
  lineCount: number;
  pieces: number;
  createdAt: Date;
  expiresAt: Date;
  refundMark: RefundMark | null;
  openDiscrepancies: number;
  unsentPieces: number;
  closeWanted: string | null;
};

type Row = Omit<OwnerOrderItem, "refundMark"> & { openRefunds: RefundStatus[]; paidFen: number; refundedFen: number };

/**
 * The newest `most` of the orders for which one of `found` holds, and `where`: conditions on an order `o`. The newest of all are among
 * the newest of each condition, so each is asked for by itself.
 */
export async function readOwnerOrders(
  { db }: Pick<Shop, "db">,
  { found, where, most }: { found: readonly Prisma.Sql[]; where: Prisma.Sql; most: number },
): Promise<OwnerOrderItem[]> {
  if (found.length === 0) return [];
  const pages = found.map(
    (isFound) =>
      Prisma.sql`(SELECT o.id, o.created_at FROM orders o WHERE ${isFound} AND ${where} ORDER BY o.created_at DESC, o.id DESC LIMIT ${most})`,
  );
  const rows = await db.$queryRaw<Row[]>`
    SELECT o.id::text, o.no, o.status::text, o.total_fen AS "totalFen", o.receiver_name AS "receiverName", o.receiver_phone AS "receiverPhone",
      o.note, o.owner_note AS "ownerNote", o.created_at AS "createdAt", o.expires_at AS "expiresAt", o.close_wanted AS "closeWanted",
      o.unsent_pieces AS "unsentPieces",
      l.lines, l.count AS "lineCount", l.pieces, m.paid AS "paidFen", m.refunded AS "refundedFen",
      ARRAY(SELECT r.status::text FROM refunds r WHERE r.order_id = o.id AND r.status IN ('REQUESTED', 'PENDING')) AS "openRefunds",
      (SELECT count(*) FROM discrepancies d WHERE d.order_id = o.id AND d.resolved_at IS NULL)::int AS "openDiscrepancies"
    FROM (SELECT it.id FROM (${Prisma.join(pages, " UNION ")}) it ORDER BY it.created_at DESC, it.id DESC LIMIT ${most}) page
    JOIN orders o ON o.id = page.id CROSS JOIN LATERAL (${LINES}) l CROSS JOIN LATERAL (${MONEY}) m
    ORDER BY o.created_at DESC, o.id DESC`;
  return rows.map(({ openRefunds, paidFen, refundedFen, ...row }) => ({
    ...row,
    refundMark: refundMark(
      openRefunds.map((status) => ({ status })),
      { paidFen, refundedFen },
    ),
  }));
}

const LINES = Prisma.sql`
  SELECT count(*)::int AS count, COALESCE(sum(one.quantity), 0)::int AS pieces,
    COALESCE(jsonb_agg(jsonb_build_object('title', one.title, 'variantName', one.variant_name, 'image', one.image, 'quantity', one.quantity)
      ORDER BY one.id) FILTER (WHERE one.nth <= ${LINES_SHOWN}), '[]') AS lines
  FROM (SELECT it.*, row_number() OVER (ORDER BY it.id) AS nth FROM order_lines it WHERE it.order_id = o.id) one`;

/** As its buyer sees it: held money counts as well. */
const MONEY = Prisma.sql`
  SELECT COALESCE(sum(p.amount_fen), 0)::bigint AS paid, COALESCE(sum(p.refunded_fen), 0)::bigint AS refunded
  FROM payments p WHERE p.order_id = o.id`;
