import type { TableName } from "./types";

/** Finds the order of an out_trade_no, in the form in which it was stored. */
type OrderOf = (outTradeNo: string) => object | undefined;

/** Brings a stored value, possibly of an older emulator, into the form that the tables have today. */
export function upgradeValue(table: TableName, value: object, orderOf: OrderOf): object {
  if (table === "due") return upgradeDue(value);
  // The first journals knew the token protocol only.
  if ("protocol" in value) return value;
  if (table === "order") return { protocol: "wap-token", ...value };
  if (table === "notice") return { protocol: "wap-token", url: notifyUrlOf(value, orderOf), outBizNo: null, batchNo: null, ...value };
  return value;
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
