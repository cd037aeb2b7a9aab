import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, refuse } from "@/lib/server/result";
import { DAY_MS } from "@/lib/shop/day";
import type { ParcelInput } from "@/lib/shop/parcels/parcel";

/** Couriers give a number again after some months. */
const STILL_USED_MS = 60 * DAY_MS;

/** number_elsewhere: a parcel of another receiver, of the order `no`, has it. */
export type NumberRefusal = Refusal<"number_is_order"> | Refusal<"number_elsewhere", { no: string }>;

/**
 * Whether a number is likely to be another's: that of an order, as its packing slip has it, or of a parcel that went to another receiver
 * lately, as where a label was scanned twice; of that an owner may be `sure`. Whoever sends the same number takes turns. Under the
 * order's lock.
 */
export async function whyNotThisNumber(
  tx: Tx,
  orderId: string,
  { trackingNo, sure = [] }: Pick<ParcelInput, "trackingNo" | "sure">,
  at: Date,
): Promise<NumberRefusal | null> {
  if (!trackingNo) return null;
  if ((await tx.order.count({ where: { no: trackingNo } })) > 0) return refuse("number_is_order");
  await tx.$queryRaw`SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(${`parcel ${trackingNo}`}, 0))`;
  const { receiverPhone } = await tx.order.findUniqueOrThrow({ where: { id: orderId }, select: { receiverPhone: true } });
  const others = await tx.parcel.findMany({
    where: { trackingNo, shippedAt: { gt: new Date(at.getTime() - STILL_USED_MS) }, order: { receiverPhone: { not: receiverPhone } } },
    select: { order: { select: { no: true } } },
    orderBy: { id: "desc" },
  });
  const [last] = others;
  if (!last || others.some(({ order }) => sure.includes(order.no))) return null;
  return refuse("number_elsewhere", { no: last.order.no });
}
