import "server-only";
import { type Result, refuse } from "@/lib/server/result";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import type { Shop } from "@/lib/shop/shop";

type Refusal = "accepted" | "declined" | "not_found";

/**
 * A buyer takes a request for a refund back, as long as the owner has not answered it; afterwards the order goes on as if
 * nobody had asked, and what the buyer showed of the goods goes with it. Doing it twice is doing it once. Refuses what the owner has accepted or declined meanwhile, and what
 * is not a request of this order.
 */
export async function withdrawRequest(shop: Shop, orderId: string, { refundNo }: { refundNo: string }): Promise<Result<object, Refusal>> {
  const at = shop.now();
  return shop.db.$transaction(async (tx) => {
    const request = { orderId, outRequestNo: refundNo, requestedBy: "buyer" };
    const { count } = await tx.refund.updateMany({
      where: { ...request, status: "REQUESTED" },
      data: { status: "WITHDRAWN", endedAt: at },
    });
    if (count === 0) {
      const answered = await tx.refund.findFirst({ where: request, select: { status: true } });
      return answered?.status === "WITHDRAWN" ? { ok: true } : tooLate(answered);
    }
    await tx.refundPicture.deleteMany({ where: { refund: request } });
    await recordEvent(tx, { orderId, kind: "request_withdrawn", actor: "buyer", detail: { refundNo }, at });
    await signalOrder(tx, orderId);
    return { ok: true };
  });
}

function tooLate(request: { status: string } | null) {
  if (!request) return refuse("not_found");
  return refuse(request.status === "DECLINED" ? "declined" : "accepted");
}
