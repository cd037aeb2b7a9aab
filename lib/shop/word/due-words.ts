import "server-only";
import type { Outside } from "@/lib/server/outside";
import { Prisma } from "@/lib/server/prisma/client";
import { GIVE_UP_MS } from "@/lib/shop/alerts/end-alerts";
import { type DueKind, later } from "@/lib/shop/due/review-due";
import { MEDIA } from "./outbox/word-event";
import { tellBuyers } from "./tell-buyers";

/** A round of words ends before this; who holds a channel for longer has died. */
const LEASE_MS = 60_000;
const RETRY_MS = 30_000;

/**
 * The ways to buyers for which something waits, as rows that are due: one worker at a time sends through a way, so that no word is sent twice at
 * once. `random` is for the back-off.
 */
export function dueWords(way: Outside, random: () => number = Math.random): DueKind {
  return {
    ...{ name: "buyer_words", table: "word_channels", key: { column: "id", type: "uuid" } },
    when: (at) => Prisma.sql`it.status = 'active' AND EXISTS (
      SELECT 1 FROM buyer_words w WHERE w.medium = it.medium AND w.status = 'waiting' AND w.due_at <= ${at}
        AND w.waiting_since > ${later(at, -GIVE_UP_MS)})`,
    ...{ atOnce: MEDIA.length, leaseMs: LEASE_MS, retryMs: RETRY_MS },
    review: (shop, channelId) => tellBuyers(shop, channelId, { way, random }),
  };
}
