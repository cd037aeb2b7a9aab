import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FindOffenders } from "./invariant";
import { isPlacedIn } from "./span";

/** What was sent is what was ordered, and no order says that it was sent without saying how. */
export const PARCELS = {
  /** Also one without a number has a parcel, which says why. Indexes: orders_created_at_id_idx, parcels_order_id_courier_tracking_no_key. */
  order_sent_without_parcel: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status, p.parcels FROM orders o CROSS JOIN LATERAL (
      SELECT count(*)::int AS parcels FROM parcels p WHERE p.order_id = o.id
    ) p
    WHERE ${isPlacedIn(placed)} AND (o.status IN ('SHIPPED', 'COMPLETED')) <> (p.parcels > 0)`,

  /** Of each line, and of lines of other orders none. Indexes: the same, order_lines_order_id_idx, parcel_lines_pkey. */
  more_sent_than_ordered: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", l.title, CASE WHEN l.order_id = o.id THEN l.quantity ELSE 0 END AS quantity, sum(s.quantity)::int AS sent
    FROM orders o JOIN parcels p ON p.order_id = o.id JOIN parcel_lines s ON s.parcel_id = p.id JOIN order_lines l ON l.id = s.line_id
    WHERE ${isPlacedIn(placed)}
    GROUP BY o.id, o.no, l.id, l.title, l.quantity, l.order_id HAVING sum(s.quantity) > l.quantity OR l.order_id <> o.id`,

  /**
   * Nothing is left where the first parcel lists nothing, unless others were taken back beside it; less may be where a further one lists
   * nothing, or where the rest will not come. Indexes: the same, order_events_order_id_id_idx.
   */
  unsent_pieces_differ: ({ placed }) => Prisma.sql`
    SELECT o.no AS "orderNo", o.status, o.unsent_pieces AS "unsentPieces", sent."leftPieces" FROM orders o CROSS JOIN LATERAL (
      SELECT bool_or(it."isEmpty") AS "hasEmpty", CASE WHEN (array_agg(it."isEmpty" ORDER BY it.id))[1] IS NOT FALSE
        AND NOT (o.unsent_pieces > 0 AND EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.kind = 'parcel_taken_back'))
        THEN 0 ELSE
        (SELECT COALESCE(sum(l.quantity), 0) FROM order_lines l WHERE l.order_id = o.id) - (SELECT COALESCE(sum(s.quantity), 0)
          FROM parcels q JOIN parcel_lines s ON s.parcel_id = q.id WHERE q.order_id = o.id) END::int AS "leftPieces"
      FROM (SELECT p.id, NOT EXISTS (SELECT 1 FROM parcel_lines s WHERE s.parcel_id = p.id) AS "isEmpty"
        FROM parcels p WHERE p.order_id = o.id) it
    ) sent
    WHERE ${isPlacedIn(placed)} AND o.unsent_pieces <> sent."leftPieces"
      AND NOT (o.unsent_pieces < sent."leftPieces" AND (sent."hasEmpty"
        OR EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.kind = 'rest_not_sent')))`,
} satisfies Record<string, FindOffenders>;
