import "server-only";
import type { Shop } from "@/lib/shop/shop";

export type KeptPicture = { orderNo: string | null; refundNo: string; createdAt: Date; webp: string };

/** What who ordered with this phone number has shown of the goods, each as base64 of its WebP file. */
export async function findBuyerPictures(shop: Shop, phone: string): Promise<KeptPicture[]> {
  const found = await shop.db.refundPicture.findMany({
    where: { refund: { order: { receiverPhone: phone } } },
    select: { createdAt: true, large: true, refund: { select: { outRequestNo: true, order: { select: { no: true } } } } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  return found.map(({ createdAt, large, refund }) => ({
    orderNo: refund.order?.no ?? null,
    refundNo: refund.outRequestNo,
    createdAt,
    webp: Buffer.from(large).toString("base64"),
  }));
}
