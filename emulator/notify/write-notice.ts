import { buildNotification, writeNotifyData } from "@/lib/alipay/wap/notification";
import { wapKeys } from "../keys";
import type { Notice, Order } from "../ledger/types";
import { toldTrade } from "../trades/told-trade";
import type { World } from "../world";
import { noticeAt } from "./notice-at";

/** The form body of a notice as it is sent now: the event's facts, and the time of this send. */
export function writeNotice(world: World, notice: Notice, order: Order): string {
  const { record, keys } = toldTrade(world, notice.trade, { where: noticeAt(notice), keys: wapKeys(world, order.secId) });
  return buildNotification(writeNotifyData(record, { notifyId: notice.notifyId, notifyTime: world.now() }), keys);
}
