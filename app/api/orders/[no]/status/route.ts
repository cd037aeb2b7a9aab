import type { NextRequest } from "next/server";
import { visitorKey } from "@/lib/server/address";
import { createCrowd } from "@/lib/server/crowd";
import { logLimit } from "@/lib/server/log-limit";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { inBackground } from "@/lib/shop/gateway/guard-gateway";
import { countPoll } from "@/lib/shop/metrics";
import { watchOrder } from "@/lib/shop/payments/watch-order";
import { ipOf } from "../../../../client-ip";
import { findVisibleOrderId } from "../../../../current-order";

/** The order page's poll: ?version= what the page shows, ?wait= seconds to hold on for news. */
export async function GET(request: NextRequest, context: RouteContext<"/api/orders/[no]/status">): Promise<Response> {
  const { no } = await context.params;
  const { searchParams } = request.nextUrl;
  const orderId = await findVisibleOrderId(no);
  if (!orderId) return Response.json({ error: "not_found" }, { status: 404, headers: NO_STORE });
  const waitMs = 1000 * Math.max(0, Math.trunc(Number(searchParams.get("wait")) || 0));
  const shop = inBackground(getShop());
  const leave = waitMs > 0 ? enter(orderId, request.headers) : null;
  try {
    const wait = { version: searchParams.get("version"), waitMs: leave ? waitMs : 0, caller: request.signal };
    const answer = await watchOrder(shop, orderId, wait);
    const isCrowded = waitMs > 0 && leave === null;
    if (isCrowded) logLimit("polls");
    return Response.json(isCrowded ? { ...answer, askAgainInS: ASK_AGAIN_S } : answer, { headers: NO_STORE });
  } finally {
    leave?.();
  }
}

/** What one page costs while it waits is small; what thousands cost is not. Who finds no room is answered at once. */
function enter(orderId: string, headers: Headers): (() => void) | null {
  const { perOrder, perAddress, inAll } = getShop().config.polls;
  const leave = waiting.enter([
    { key: `order ${orderId}`, atMost: perOrder },
    { key: `address ${visitorKey(ipOf(headers))}`, atMost: perAddress },
    { key: "all", atMost: inAll },
  ]);
  if (!leave) return null;
  const uncount = countPoll();
  return () => {
    leave();
    uncount();
  };
}

const waiting = createCrowd();
const ASK_AGAIN_S = 10;

const NO_STORE = { "Cache-Control": "private, no-store" };
