import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import type { WordEvent } from "./word-event";

/**
 * A statement, or part of one, that writes a word for each row of `found` (its columns: order_id, subject, amount_fen) to the buyer who
 * left a way, where the owner has one of that kind that tells of the event. It belongs into the transaction of what it tells of, and
 * writes nothing where there is no channel. The same event of the same subject is told once by each way.
 */
export function wordsOf(event: WordEvent, found: Prisma.Sql, at: Date): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO buyer_words (order_id, medium, event, subject, amount_fen, due_at, waiting_since, created_at)
    SELECT it.order_id, c.medium, ${event}, it.subject, it.amount_fen, ${at}, ${at}, ${at}
    FROM (${found}) AS it JOIN order_contacts k ON k.order_id = it.order_id
      JOIN word_channels c ON CASE c.medium WHEN 'email' THEN k.email IS NOT NULL ELSE k.sms END
    WHERE c.status <> 'paused' AND ${event} = ANY(c.events)
    ON CONFLICT (event, subject, medium) DO NOTHING`;
}

/** Queues the words of a parcel that was sent, in the caller's transaction. */
export async function tellOfParcel(tx: Pick<Tx, "$executeRaw">, orderId: string, parcelId: bigint, at: Date): Promise<void> {
  await tx.$executeRaw(
    wordsOf(
      "shipped",
      Prisma.sql`SELECT ${orderId}::uuid AS order_id, ${String(parcelId)}::text AS subject, NULL::bigint AS amount_fen`,
      at,
    ),
  );
}

/**
 * The same of a parcel whose number was corrected for the `nth` time something about the order's parcels changed: where the wrong one was
 * told, or may be being told at this moment (its channel is at work), which at worst tells the right number twice. A word that waits for its
 * turn reads the right number when it goes.
 */
export async function tellOfCorrection(
  tx: Pick<Tx, "$executeRaw">,
  orderId: string,
  { parcelId, nth }: { parcelId: bigint; nth: number },
  at: Date,
): Promise<void> {
  const told = Prisma.sql`
    SELECT FROM buyer_words w WHERE w.order_id = ${orderId}::uuid AND w.event = 'shipped' AND split_part(w.subject, ':', 1) = ${String(parcelId)}
      AND (w.status = 'sent' OR w.due_at <= ${at} AND EXISTS (
        SELECT FROM word_channels c WHERE c.medium = w.medium AND c.locked_until > ${at}))`;
  await tx.$executeRaw(
    wordsOf(
      "shipped",
      Prisma.sql`SELECT ${orderId}::uuid AS order_id, ${`${parcelId}:${nth}`}::text AS subject, NULL::bigint AS amount_fen WHERE EXISTS (${told})`,
      at,
    ),
  );
}

/** Queues the words of so many fen that have gone back by a refund, in the caller's transaction. */
export async function tellOfRefund(
  tx: Pick<Tx, "$executeRaw">,
  orderId: string,
  { refundNo, amountFen }: { refundNo: string; amountFen: number },
  at: Date,
): Promise<void> {
  await tx.$executeRaw(
    wordsOf(
      "refunded",
      Prisma.sql`SELECT ${orderId}::uuid AS order_id, ${`${orderId}:${refundNo}`}::text AS subject, ${amountFen}::bigint AS amount_fen`,
      at,
    ),
  );
}
