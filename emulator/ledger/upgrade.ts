import type { Order, TableName } from "./types";

/** Finds the order of an out_trade_no. */
type OrderOf = (outTradeNo: string) => Pick<Order, "notifyUrl"> | undefined;

/** A value as the tables have it today, out of one from a journal that knew the token protocol only. */
export function upgradeValue(table: TableName, value: object, orderOf: OrderOf): object {
  if ("protocol" in value) return value;
  if (table === "order") return { protocol: "wap-token", ...value };
  if (table === "notice") return { protocol: "wap-token", url: notifyUrlOf(value, orderOf), outBizNo: null, batchNo: null, ...value };
  return value;
}

/** A notice used to take its address from its order. */
function notifyUrlOf(notice: object, orderOf: OrderOf): string {
  const outTradeNo = "outTradeNo" in notice ? String(notice.outTradeNo) : "";
  return orderOf(outTradeNo)?.notifyUrl ?? "";
}
