import { readOrder } from "@/lib/alipay/openapi/page-pay";
import { DESK_PRODUCT, precreateFields } from "@/lib/alipay/openapi/precreate";
import { type ApiFields, failureFields, fieldText } from "@/lib/alipay/openapi/response";
import type { World } from "../world/world";
import type { MethodCall } from "./method-call";
import { takeOrder } from "./take-order";

/**
 * alipay.trade.precreate: takes an order and hands out the address for its QR code, which leads a phone to the cashier
 * (docs/wire/alipay-openapi.md §1.10). As with a page, there is no trade before a buyer is there.
 */
export function answerPrecreate(world: World, { request, origin }: MethodCall): ApiFields {
  const product = fieldText(request.bizContent, "product_code");
  const read = readOrder(request);
  const problem = product && product !== DESK_PRODUCT ? "product_code" : read.ok ? null : read.problem;
  if (problem !== null || !read.ok) return failureFields("ACQ.INVALID_PARAMETER", `参数无效：${problem}`);
  const { outTradeNo } = read.order;
  const taken = takeOrder(world, request, { ...read.order, returnUrl: null, quitUrl: null, page: "desk" });
  if (!taken.ok) return failureFields(`ACQ.${taken.name}`, taken.words, { out_trade_no: outTradeNo });
  return precreateFields(outTradeNo, `${origin}/cashier/${taken.token}`);
}
