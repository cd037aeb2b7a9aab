import { readBody } from "@/lib/server/read-body";
import { getNoticeShop } from "@/lib/shop/assembly/get-shop";
import { MAX_NOTICE_BYTES } from "@/lib/shop/inbox/inbox";
import { receiveNotification } from "@/lib/shop/payments/receive-notification";
import { ipOf } from "../../../client-ip";

/** Alipay reads the body alone: the seven characters `success` end its sending, anything else does not (docs/wire/alipay-wap.md §7). */
export async function POST(request: Request): Promise<Response> {
  const shop = getNoticeShop();
  try {
    const body = await readBody(request, MAX_NOTICE_BYTES + 1);
    const contentType = request.headers.get("content-type");
    const answer = await receiveNotification(shop, { body, contentType, remoteIp: ipOf(request.headers) });
    return plain(answer.body, answer.handled ? 200 : 400);
  } catch (error) {
    shop.log.error({ err: error }, "a notice could not be handled; Alipay will send it again");
    return plain("fail", 500);
  }
}

/** Next would answer OPTIONS by itself; a callback has one method. */
export function OPTIONS(): Response {
  return new Response(null, { status: 405, headers: { Allow: "POST" } });
}

/** no-transform: else Next would compress the seven bytes for a sender that allows it. */
function plain(body: string, status: number): Response {
  const headers = {
    "Content-Type": "text/plain; charset=utf-8",
    "Content-Length": String(body.length),
    "Cache-Control": "no-store, no-transform",
  };
  return new Response(body, { status, headers });
}
