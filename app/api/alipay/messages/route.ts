import { readBody } from "@/lib/server/read-body";
import { getNoticeShop } from "@/lib/shop/assembly/get-shop";
import { MAX_NOTICE_BYTES } from "@/lib/shop/inbox/inbox";
import { receiveDepositBack } from "@/lib/shop/refunds/reported/receive-deposit-back";
import { ipOf } from "../../../client-ip";

/** The app's own address (应用网关), for messages that belong to no payment's notify_url (docs/wire/alipay-openapi.md §3.1). */
export async function POST(request: Request): Promise<Response> {
  const shop = getNoticeShop();
  try {
    const body = await readBody(request, MAX_NOTICE_BYTES + 1);
    const contentType = request.headers.get("content-type");
    const answer = await receiveDepositBack(shop, { body, contentType, remoteIp: ipOf(request.headers) });
    return plain(answer.body, answer.handled ? 200 : 400);
  } catch (error) {
    shop.log.error({ err: error }, "a message about a refund to a card could not be handled; Alipay will send it again");
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
