import { parseAmount } from "@/lib/alipay/amount";
import { formatTime, parseTime } from "@/lib/alipay/time";
import { type AskedRefund, parseRefundDetails } from "@/lib/alipay/wap/mapi/refund";
import { isWebAddress } from "../http/is-web-address";
import type { Batch, BatchRecord } from "../ledger/types";
import type { World } from "../world/world";

const MAX_RECORDS = 1_000;
const MAX_REASON_BYTES = 255;

export type RequestedBatch = Pick<Batch, "batchNo" | "notifyUrl" | "detailData" | "records">;
export type ReadBatch = { ok: true; batch: RequestedBatch } | { ok: false; code: string };

type Params = ReadonlyMap<string, string>;

/**
 * Reads the parameters of a batch of refunds (docs/wire/alipay-wap.md §1.3); `code` is the error code of a refusal
 * (docs/wire/alipay-wap.md §5). The day in batch_no must be that of refund_date; `isOfToday` says whether it is today's.
 */
export function readBatch({ contract: { merchant } }: World, params: Params): ReadBatch {
  const text = (name: string) => params.get(name) ?? "";
  const refuse = (code: string) => ({ ok: false as const, code });
  const required = ["refund_date", "batch_no", "batch_num", "detail_data", text("seller_user_id") ? "seller_user_id" : "seller_email"];
  if (required.some((name) => !text(name))) return refuse("ILLEGAL_ARGUMENT");
  if (text("notify_url") && !isWebAddress(text("notify_url"))) return refuse("ILLEGAL_ARGUMENT");
  const isSeller = text("seller_user_id") ? text("seller_user_id") === merchant.sellerId : text("seller_email") === merchant.sellerAccount;
  if (!isSeller) return refuse("SELLER_INFO_NOT_EXIST");
  if (!parseTime(text("refund_date"))) return refuse("REFUND_DATE_ERROR");
  const [, day = "", own = ""] = /^(\d{8})([A-Za-z0-9]{3,24})$/.exec(text("batch_no")) ?? [];
  if (day !== text("refund_date").slice(0, 10).replaceAll("-", "") || own === "000") return refuse("BATCH_NO_FORMAT_ERROR");
  if (!/^[1-9]\d*$/.test(text("batch_num"))) return refuse("BATCH_NUM_ERROR");
  if (Number(text("batch_num")) > MAX_RECORDS) return refuse("BATCH_NUM_EXCEED_LIMIT");
  const requested = parseRefundDetails(text("detail_data"));
  if (!requested) return refuse("DETAIL_DATA_FORMAT_ERROR");
  if (requested.length !== Number(text("batch_num"))) return refuse("BATCH_NUM_NOT_EQUAL_TOTAL");
  const problem = problemOf(requested);
  if (problem) return refuse(problem);
  const batch = { batchNo: text("batch_no"), notifyUrl: text("notify_url") || null, detailData: text("detail_data") };
  return { ok: true, batch: { ...batch, records: requested.map(recordOf) } };
}

/**
 * Whether a batch may be taken for the first time: its number holds today's date in Beijing. One that is known already is
 * recognised on any day.
 */
export function isOfToday(world: World, { batchNo }: RequestedBatch): boolean {
  return batchNo.startsWith(formatTime(world.now()).slice(0, 10).replaceAll("-", ""));
}

function problemOf(requested: AskedRefund[]): string | null {
  // These characters begin royalties and sub-trades, which are not modelled.
  if (requested.some(({ reason }) => /[|$]/.test(reason))) return "DETAIL_DATA_FORMAT_ERROR";
  if (requested.some(({ reason }) => Buffer.byteLength(reason, "utf8") > MAX_REASON_BYTES)) return "SINGLE_DETAIL_DATA_EXCEED_LIMIT";
  if (requested.some(({ amount }) => parseAmount(amount) === null)) return "REFUND_AMOUNT_NOT_VALID";
  const numbers = new Set(requested.map(({ tradeNo }) => tradeNo));
  return numbers.size === requested.length ? null : "DUBL_TRADE_NO_IN_SAME_BATCH";
}

function recordOf({ tradeNo, amount, reason }: AskedRefund): BatchRecord {
  return { tradeNo, amountFen: parseAmount(amount) ?? 0, reason, code: null };
}
