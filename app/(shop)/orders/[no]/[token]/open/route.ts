import type { NextRequest } from "next/server";
import { openByLink } from "@/app/current-order";
import { orderHref } from "../../../order-href";

/** Exchanges the link for this browser's cookie and leads to the order; what is wrong leads to the same address and opens nothing. */
export async function GET(request: NextRequest, { params }: RouteContext<"/orders/[no]/[token]/open">): Promise<Response> {
  const { no, token } = await params;
  const extra = request.nextUrl.searchParams.has("pay") ? { pay: "1" } : undefined;
  await openByLink(no, token);
  return new Response(null, { status: 303, headers: { Location: orderHref(encodeURIComponent(no), extra), "Cache-Control": "no-store" } });
}
