import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, refuse } from "@/lib/server/result";

/** An owner's wish: the key that was made with the form, and the owner's login. */
export type OwnerWish = { key: string; owner: string };

/** What is wanted done with a refund, once, whoever sends it however often (docs/decisions/0010). */
export type Wish = {
  key: string;
  /** refund_left: all that is left of held money. */
  deed: "refund" | "refund_left" | "accept" | "retry" | "automatic";
  /** As they stand in the form; null where the form has none. */
  amountFen: number | null;
  /** How much of it is the order's freight. */
  freightFen?: number | null;
  reason: string | null;
  /** null: the worker. */
  owner: string | null;
};

/** What the wish is about: money, or a refund that is written down already. */
type About = { paymentId: bigint; refundId?: bigint | undefined };

/** The same key came with other contents. The facts are those of the refund that it has made. */
export type KeyReused = Refusal<"key_reused", { refundNo: string; amountFen: number }>;

/**
 * Whoever brings the same key takes turns until the transaction ends, before any other lock. Tells which refund the key has made;
 * null for a new key, and a refusal when it was for something else.
 */
export async function recallWish(tx: Tx, wish: Wish, about: About): Promise<{ ok: true; refundId: bigint } | KeyReused | null> {
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`refund wish ${wish.key}`}, 0))`;
  const known = await tx.refundWish.findUnique({
    where: { key: wish.key },
    select: {
      refundId: true,
      deed: true,
      amountFen: true,
      freightFen: true,
      reason: true,
      refund: { select: { paymentId: true, outRequestNo: true, amountFen: true } },
    },
  });
  if (!known) return null;
  const { refundId, deed, amountFen, freightFen, reason, refund } = known;
  const isSame =
    deed === wish.deed &&
    amountFen === wish.amountFen &&
    // Kept before this column was, it says nothing of it.
    (freightFen === null || freightFen === (wish.freightFen ?? null)) &&
    reason === wish.reason &&
    refund.paymentId === about.paymentId &&
    (about.refundId ?? refundId) === refundId;
  return isSame ? { ok: true, refundId } : refuse("key_reused", { refundNo: refund.outRequestNo, amountFen: refund.amountFen });
}

/** Keeps a wish in the transaction that fulfils it. One that is refused leaves nothing, so that its form can be mended and sent again. */
export async function keepWish(
  tx: Tx,
  { key, deed, amountFen, freightFen = null, reason, owner }: Wish,
  refundId: bigint,
  at: Date,
): Promise<void> {
  await tx.refundWish.create({ data: { key, refundId, deed, amountFen, freightFen, reason, owner, createdAt: at } });
}
