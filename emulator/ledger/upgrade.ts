import type { TableName } from "./types";

/** Finds the order of an out_trade_no, in the form in which it was stored. */
type OrderOf = (outTradeNo: string) => object | undefined;

/** Brings a stored value, possibly of an older emulator, into the form that the tables have today. */
export function upgradeValue(table: TableName, value: object, orderOf: OrderOf): object {
  if (table === "due") return upgradeDue(value);
  if (table === "notice") return upgradeNotice(value, orderOf);
  // The first journals knew the token protocol only.
  return table === "order" ? { protocol: "wap-token", ...value } : value;
}

/** Notices were the token protocol's only, and notify_verify kept no account of what it had confirmed. */
function upgradeNotice(notice: object, orderOf: OrderOf): object {
  if ("confirmedAt" in notice) return notice;
  const unconfirmed = { confirmedAt: null, ...notice };
  if ("protocol" in notice) return unconfirmed;
  return { protocol: "wap-token", url: notifyUrlOf(notice, orderOf), outBizNo: null, batchNo: null, ...unconfirmed };
}

/** `kind` used to be called `deed`. */
function upgradeDue(due: object): object {
  if (!("deed" in due)) return due;
  const { deed, ...rest } = due;
  return { kind: deed, ...rest };
}

/** A notice used to take its address from its order. */
function notifyUrlOf(notice: object, orderOf: OrderOf): string {
  const order = "outTradeNo" in notice ? orderOf(String(notice.outTradeNo)) : undefined;
  return order && "notifyUrl" in order && typeof order.notifyUrl === "string" ? order.notifyUrl : "";
}
