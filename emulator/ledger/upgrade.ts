import type { Ledger } from "./ledger";
import type { TableName } from "./types";

/** A value as the tables have it today, out of one from a journal that knew the token protocol only. */
export function upgradeValue(table: TableName, value: object, ledger: Pick<Ledger, "get">): object {
  if ("protocol" in value) return value;
  if (table === "order") return { protocol: "wap-token", ...value };
  if (table === "notice") return { protocol: "wap-token", url: notifyUrlOf(value, ledger), outBizNo: null, batchNo: null, ...value };
  return value;
}

/** A notice used to take its address from its order. */
function notifyUrlOf(notice: object, ledger: Pick<Ledger, "get">): string {
  const outTradeNo = "outTradeNo" in notice ? String(notice.outTradeNo) : "";
  return ledger.get("order", outTradeNo)?.notifyUrl ?? "";
}
