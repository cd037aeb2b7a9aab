import "server-only";
import type { DirectAnswer } from "@/lib/server/answer-directly";
import { getNoticeShop } from "@/lib/shop/assembly/get-shop";
import type { Delivery } from "@/lib/shop/inbox/inbox";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";

/**
 * What Alipay is answered. It reads the body alone: the seven characters `success` end its sending, anything else does not
 * (docs/wire/alipay-wap.md §7). Never rejects.
 */
export async function answerNotice(delivery: Delivery): Promise<DirectAnswer> {
  const shop = getNoticeShop();
  try {
    const { body, handled } = await receiveNotification(shop, delivery);
    return plain(body, handled ? 200 : 400);
  } catch (error) {
    shop.log.error({ err: error }, "a notice could not be handled; Alipay will send it again");
    return plain("fail", 500);
  }
}

/** no-transform: else Next would compress the seven bytes for a sender that allows it. */
function plain(body: string, status: number): DirectAnswer {
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(body.length),
    "Cache-Control": "no-store, no-transform",
  };
  return { status, headers, body };
}
