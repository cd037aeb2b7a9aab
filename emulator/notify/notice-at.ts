import type { Where } from "../faults/take-fault";
import type { Notice } from "../ledger/types";

/** Where a notice is sent, for fault rules to match: notify.paid, notify.finished, notify.refunded, notify.closed, notify.batch, notify.deposit_back. */
export function noticeAt(notice: Notice): Where {
  return { channel: "notify", service: `notify.${notice.event}`, outTradeNo: notice.outTradeNo };
}
