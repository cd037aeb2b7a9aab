import { readBody } from "@/lib/server/read-body";
import { getNoticeShop } from "@/lib/shop/assembly/get-shop";
import { MAX_NOTICE_BYTES } from "@/lib/shop/inbox/inbox";
import { receiveRefundNotification } from "@/lib/shop/refunds/reported/receive-refund-notification";
import { ipOf } from "../../../client-ip";

/** The token protocol's notice of a batch of refunds; as of a payment's, Alipay reads the body alone (docs/wire/alipay-wap.md §1.3, §7). */
export async function POST(request: Request): Promise<Response> {
  const shop = getNoticeShop();
  try {
    const body = await readBody(request, MAX_NOTICE_BYTES + 1);
    const contentType = request.headers.get("content-type");
    const answer = await receiveRefundNotification(shop, { body, contentType, remoteIp: ipOf(request.headers) });
    return plain(answer.body, answer.handled ? 200 : 400);
  } catch (error) {
    shop.log.error({ err: error }, "a notice of refunds could not be handled; Alipay will send it again");
    return plain("fail", 500);
  }
}

/** Next would answer OPTIONS by itself; a callback has one method. */
export function OPTIONS(): Response {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

function plain(body: string, status: number): Response {
  return new Response(body, { status, headers: { "Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store" } });
}
