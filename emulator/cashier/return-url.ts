import { buildReturn } from "@/lib/alipay/wap/return";
import { takeFault } from "../faults/faults";
import { wapKeys, wrongKeys } from "../keys";
import type { Order, Trade } from "../ledger/types";
import type { World } from "../world";

/** The address with which a buyer who has paid goes back to the merchant. */
export function returnUrlOf(world: World, order: Order, trade: Trade): string {
  const where = { channel: "return", service: "return", outTradeNo: order.outTradeNo } as const;
  const right = wapKeys(world, order.secId);
  const keys = takeFault(world, where, ["wrong-signature"]) ? wrongKeys(world, right) : right;
  return `${order.callBackUrl}${order.callBackUrl.includes("?") ? "&" : "?"}${buildReturn(trade, keys)}`;
}
