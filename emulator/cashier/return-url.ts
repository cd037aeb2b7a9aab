import { buildReturn as buildOpenApiReturn } from "@/lib/alipay/openapi/return";
import { buildReturn } from "@/lib/alipay/wap/return";
import { takeTampering, withoutSign } from "../faults/take-tampering";
import type { OpenApiOrder, Order, Trade, WapOrder } from "../ledger/types";
import { reportOpenApiTrade } from "../reporting/report-openapi-trade";
import { wapKeys, wrongKeys } from "../world/keys";
import type { World } from "../world/world";

/** The address that takes a buyer back to the merchant after the payment; null where the merchant gave none. */
export function returnUrlOf(world: World, order: Order, trade: Trade): string | null {
  const base = order.protocol === "openapi" ? order.returnUrl : order.callBackUrl;
  if (!base) return null;
  const query = order.protocol === "openapi" ? openApiQuery(world, order, trade) : wapQuery(world, order, trade);
  return `${base}${base.includes("?") ? "&" : "?"}${query}`;
}

const at = ({ outTradeNo }: Trade) => ({ channel: "return", service: "return", outTradeNo }) as const;

function wapQuery(world: World, order: WapOrder, trade: Trade): string {
  const { signature } = takeTampering(world, at(trade), []);
  const right = wapKeys(world, order.secId);
  const query = buildReturn(trade, signature === "wrong" ? wrongKeys(world, right) : right);
  return signature === "none" ? withoutSign(query) : query;
}

function openApiQuery(world: World, order: OpenApiOrder, trade: Trade): string {
  const reported = reportOpenApiTrade(world, trade, { where: at(trade), order, outBizNo: null });
  const query = buildOpenApiReturn(reported.record, world.now(), reported.contract, order.page === "computer" ? "computer" : "phone");
  return reported.isSigned ? query : withoutSign(query);
}
