import type { NextRequest } from "next/server";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { watchOrder } from "@/lib/shop/payments/watch-order";
import { findVisibleOrder } from "../../../../current-order";

/** The order page's poll: ?version= what the page shows, ?wait= seconds to hold on for news. */
export async function GET(request: NextRequest, context: RouteContext<"/api/orders/[no]/status">): Promise<Response> {
  const { no } = await context.params;
  const { searchParams } = request.nextUrl;
  const order = await findVisibleOrder(no);
  if (!order) return Response.json({ error: "not_found" }, { status: 404, headers: NO_STORE });
  const waitMs = 1000 * Math.max(0, Math.trunc(Number(searchParams.get("wait")) || 0));
  const answer = await watchOrder(getShop(), order.id, { version: searchParams.get("version"), waitMs, caller: request.signal });
  return Response.json(answer, { headers: NO_STORE });
}

const NO_STORE = { "Cache-Control": "private, no-store" };
