import { queryAsSent } from "@/lib/server/query-as-sent";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { inBackground } from "@/lib/shop/gateway/guard-gateway";
import { receiveReturn } from "@/lib/shop/payments/receive-return";
import { currentBuyer } from "../../../current-buyer";
import { showInThisBrowser } from "../../../current-order";

const CALM_PAGE = "/orders/return-problem";

/** The buyer's browser, back from the cashier. Always leads on to a page; tells a stranger nothing. */
export async function GET(request: Request): Promise<Response> {
  const shop = getShop();
  try {
    const buyer = await currentBuyer();
    const order = await receiveReturn(inBackground(shop), queryAsSent() ?? new URL(request.url).search, buyer?.id ?? null);
    if (!order) return seeOther(shop.config.shopUrl + CALM_PAGE);
    if (order.visit) await showInThisBrowser(order.visit);
    return seeOther(`${shop.config.shopUrl}/orders/${order.no}`);
  } catch (error) {
    shop.log.error({ err: error }, "a return could not be handled");
    return seeOther(shop.config.shopUrl + CALM_PAGE);
  }
}

function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { Location: location, "Cache-Control": "no-store" } });
}
