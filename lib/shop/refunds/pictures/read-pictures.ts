import "server-only";
import type { Shop } from "@/lib/shop/shop";

export type RefundPictureRef = { id: string; refundNo: string };

/** The pictures of all requests of an order, oldest first; without what is in them. */
export async function listRefundPictures(shop: Shop, orderId: string): Promise<RefundPictureRef[]> {
  const found = await shop.db.refundPicture.findMany({
    where: { refund: { orderId } },
    select: { id: true, refund: { select: { outRequestNo: true } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return found.map(({ id, refund }) => ({ id, refundNo: refund.outRequestNo }));
}

/** A picture (WebP) of a request of this order, which the caller has made sure of; null for another order's, and for none. */
export async function readRefundPicture(
  shop: Shop,
  orderId: string,
  { id, isSmall }: { id: string; isSmall: boolean },
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (!/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return null;
  const found = await shop.db.refundPicture.findFirst({
    where: { id, refund: { orderId } },
    select: { small: isSmall, large: !isSmall },
  });
  const bytes = found && (isSmall ? found.small : found.large);
  return bytes ? new Uint8Array(bytes) : null;
}
