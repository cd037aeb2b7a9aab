import { formatAmount, parseAmount } from "../../amount";
import { encodeForm, parseForm } from "../../form";
import type { RefundNotificationResult, RejectReason, ToldRefund } from "../../gateway";
import { formatTime } from "../../time";
import { mapiSignType, type SecurityKeys, signSorted, verifySorted } from "../signing/security";
import { readBatchNo } from "./refund";

/** A batch holds at most 1000 records; ours hold one. */
const MAX_BYTES = 65_536;
const REQUIRED = ["notify_type", "notify_id", "batch_no", "success_num", "result_details", "sign", "sign_type"];

/**
 * Verifies and reads the notice of a batch of refunds: a form, not XML, with its parameters sorted
 * (docs/wire/alipay-wap.md §1.3, §2). Records are `trade_no^amount^SUCCESS`, with a fee given back behind `$` and royalties
 * behind `|`, which are not ours to read; another word than SUCCESS is why it failed.
 */
export function parseRefundNotification(body: Uint8Array, contentType: string | null, keys: SecurityKeys): RefundNotificationResult {
  if (!/x-www-form-urlencoded/i.test(contentType ?? "")) return refuse("content_type", "not a form");
  const form = parseForm(body, { maxBytes: MAX_BYTES });
  if (!form.ok) return refuse(form.reason, form.detail);
  const { params } = form;
  const missing = REQUIRED.filter((name) => !params.get(name));
  if (missing.length > 0) return refuse("missing_field", missing.join(", "));
  const text = (name: string) => params.get(name) ?? "";
  if (text("notify_type") !== "batch_refund_notify") return refuse("wrong_service", "not the notice of a batch of refunds");
  if (text("sign_type") !== mapiSignType(keys.secId)) return refuse("wrong_sec_id", `not the contract's ${mapiSignType(keys.secId)}`);
  if (!verifySorted(params, keys)) return refuse("bad_signature", "the signature does not verify");
  const batch = readBatchNo(text("batch_no"));
  if (!batch) return refuse("malformed", "batch_no");
  const refunds = text("result_details").split("#").map(readRecord);
  const whole = refunds.filter((refund) => refund !== null);
  if (whole.length !== refunds.length) return refuse("malformed_amount", "result_details");
  if (whole.filter((refund) => refund.outcome === "refunded").length !== Number(text("success_num")))
    return refuse("malformed", "success_num is not the number of refunds that succeeded");
  return { ok: true, notifyId: text("notify_id"), ...batch, refunds: whole };
}

function readRecord(record: string): ToldRefund | null {
  const [refund = ""] = record.split(/[$|]/);
  const [tradeNo = "", amount = "", code = "", ...more] = refund.split("^");
  const amountFen = parseAmount(amount);
  if (!tradeNo || amountFen === null || !code || more.length > 0) return null;
  return { tradeNo, amountFen, outcome: code === "SUCCESS" ? "refunded" : "failed", code };
}

/** The gateway's side: the form body of the notice; a refund's `code` is SUCCESS or why it failed. */
export function buildRefundNotification(
  batch: { batchNo: string; refunds: { tradeNo: string; amountFen: number; code: string }[] },
  notice: { notifyId: string; notifyTime: Date },
  keys: SecurityKeys,
): string {
  const details = batch.refunds.map(({ tradeNo, amountFen, code }) => `${tradeNo}^${formatAmount(amountFen)}^${code}`).join("#");
  const signed = signSorted(
    [
      ["notify_time", formatTime(notice.notifyTime)],
      ["notify_type", "batch_refund_notify"],
      ["notify_id", notice.notifyId],
      ["batch_no", batch.batchNo],
      ["success_num", String(batch.refunds.filter(({ code }) => code === "SUCCESS").length)],
      ["result_details", details],
    ],
    keys,
  );
  return encodeForm([...signed, ["sign_type", mapiSignType(keys.secId)]]);
}

function refuse(reason: RejectReason, detail: string): RefundNotificationResult {
  return { ok: false, reason, detail };
}
