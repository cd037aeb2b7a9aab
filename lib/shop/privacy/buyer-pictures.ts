import "server-only";
import type { Shop } from "@/lib/shop/shop";

export type KeptPicture = { orderNo: string | null; refundNo: string; createdAt: Date; webp: string };

/**
 * What who ordered with this phone number has shown of the goods, each as base64 of its WebP file. Each is read when it is asked for:
 * together they may be more than fits into the memory.
 */
export async function* findBuyerPictures(shop: Shop, phone: string): AsyncGenerator<KeptPicture, void, undefined> {
  const found = await shop.db.refundPicture.findMany({
    where: { refund: { order: { receiverPhone: phone } } },
    select: { id: true },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  for (const { id } of found) {
    const kept = await shop.db.refundPicture.findUnique({
      where: { id },
      select: { createdAt: true, large: true, refund: { select: { outRequestNo: true, order: { select: { no: true } } } } },
    });
    if (!kept) continue; // erased meanwhile
    const { createdAt, large, refund } = kept;
    const webp = Buffer.from(large).toString("base64");
    yield { orderNo: refund.order?.no ?? null, refundNo: refund.outRequestNo, createdAt, webp };
  }
}
