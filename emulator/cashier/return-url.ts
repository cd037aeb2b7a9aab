import { buildReturn as buildOpenApiReturn } from "@/lib/alipay/openapi/return";
import { buildReturn } from "@/lib/alipay/wap/return";
import { takeLies, withoutSign } from "../faults/take-tampering";
import type { OpenApiOrder, Order, Trade, WapOrder } from "../ledger/types";
import { toldToApp } from "../reporting/report-openapi-trade";
import { wapKeys, wrongKeys } from "../world/keys";
import type { World } from "../world/world";

/** The address with which a buyer who has paid goes back to the merchant; null where the merchant gave none. */
export function returnUrlOf(world: World, order: Order, trade: Trade): string | null {
  const base = order.protocol === "openapi" ? order.returnUrl : order.callBackUrl;
  if (!base) return null;
  const query = order.protocol === "openapi" ? openApiQuery(world, order, trade) : wapQuery(world, order, trade);
  return `${base}${base.includes("?") ? "&" : "?"}${query}`;
}

const at = ({ outTradeNo }: Trade) => ({ channel: "return", service: "return", outTradeNo }) as const;

function wapQuery(world: World, order: WapOrder, trade: Trade): string {
  const { signature } = takeLies(world, at(trade), []);
  const right = wapKeys(world, order.secId);
  const query = buildReturn(trade, signature === "wrong" ? wrongKeys(world, right) : right);
  return signature === "none" ? withoutSign(query) : query;
}

function openApiQuery(world: World, order: OpenApiOrder, trade: Trade): string {
  const told = toldToApp(world, trade, { where: at(trade), order, outBizNo: null });
  const query = buildOpenApiReturn(told.record, world.now(), told.contract);
  return told.isSigned ? query : withoutSign(query);
}
