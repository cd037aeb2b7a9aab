import { formatAmount } from "../../amount";
import type { RefundAdvice, RefundAnswer, RefundRequest } from "../../gateway";
import { formatTime } from "../../time";
import { onlyChild, parseXml } from "../../xml";
import type { Params, SecurityKeys } from "../signing/security";
import { parseMapiAnswer } from "./answer";
import { signMapiRequest } from "./request";

/** The contract decides: `nopwd` refunds at once, `pwd` sends the owner to a page of Alipay's that asks for the password. */
export type RefundMode = "nopwd" | "pwd";

export const REFUND_SERVICES = { nopwd: "refund_fastpay_by_platform_nopwd", pwd: "refund_fastpay_by_platform_pwd" } as const;

/** The reason may have fewer than 256 bytes (docs/wire/alipay-wap.md §1.3). */
const MAX_REASON_BYTES = 255;

type Contract = { partner: string; sellerId: string; mapiKeys: SecurityKeys; refundMode: RefundMode };

/**
 * The signed parameters of one refund, a batch of one (docs/wire/alipay-wap.md §1.3). Everything in them comes from the
 * request, so that a retry is the identical message: the batch number identifies the refund.
 * @throws {RangeError} for a sum or number that the protocol cannot carry
 */
export async function buildRefund(contract: Contract, request: RefundRequest): Promise<Params> {
  if (request.amountFen > request.totalFen) throw new RangeError("a refund is never more than was paid");
  if (!/^\d+$/.test(request.tradeNo)) throw new RangeError("trade_no must be digits");
  return signMapiRequest(
    [
      ["service", REFUND_SERVICES[contract.refundMode]],
      ["partner", contract.partner],
      ["_input_charset", "utf-8"],
      ["notify_url", request.notifyUrl],
      ["seller_user_id", contract.sellerId],
      ["refund_date", formatTime(request.requestedAt)],
      ["batch_no", batchNo(request)],
      ["batch_num", "1"],
      ["detail_data", [request.tradeNo, formatAmount(request.amountFen), cleanReason(request.reason)].join("^")],
    ],
    contract.mapiKeys,
  );
}

/**
 * The day in Beijing, then the refund's own number, so that the notice of the batch names the refund.
 * @throws {RangeError} for a number that is not 3 to 24 letters and digits, or is 000
 */
export function batchNo({ outRequestNo, requestedAt }: { outRequestNo: string; requestedAt: Date }): string {
  if (!/^[A-Za-z0-9]{3,24}$/.test(outRequestNo) || outRequestNo === "000")
    throw new RangeError("a refund's number is 3 to 24 letters and digits, and not 000");
  return formatTime(requestedAt).slice(0, 10).replaceAll("-", "") + outRequestNo;
}

/** The refund's own number from its batch number, and the day in front of it; null for anything else than a batch number. */
export function readBatchNo(batch: string): { outRequestNo: string; datedOn: string } | null {
  const [, year, month, day, outRequestNo] = /^(\d{4})(\d{2})(\d{2})([A-Za-z0-9]{3,24})$/.exec(batch) ?? [];
  return outRequestNo ? { outRequestNo, datedOn: `${year}-${month}-${day}` } : null;
}

/**
 * Reads the answer of the service without password, which is unsigned (docs/wire/alipay-wap.md §1.3). T and P both say that
 * the refund was taken, not that it is done: the notice of the batch, or the trade's own refund_fee, says that.
 */
export function parseRefundAnswer(text: string): RefundAnswer {
  const xml = parseXml(text.trim());
  const isPending = xml.ok && xml.root.name === "alipay" && onlyChild(xml.root, "is_success")?.text === "P";
  const answer = parseMapiAnswer(text);
  if (isPending || answer.kind === "success") return { kind: "accepted" };
  if (answer.kind === "broken") return { kind: "unknown", detail: answer.detail };
  // The identical batch was sent before, and accepted then.
  if (answer.code === "DUPLICATE_BATCH_NO") return { kind: "accepted" };
  const advice = ADVICE.get(answer.code);
  return advice ? { kind: "refused", code: answer.code, detail: answer.code, advice } : { kind: "unknown", detail: answer.code };
}

/**
 * What to do about a refusal (codes of docs/wire/alipay-wap.md §5). A code that is missing here leaves the outcome unknown.
 * What is wrong with the date is right in a new try, which is dated anew.
 */
const ADVICE = new Map<string, RefundAdvice>([
  ...advise("same_again_later", "TXN_RESULT_ACCOUNT_BALANCE_NOT_ENOUGH ILLEGAL_SIGN ILLEGAL_SIGN_TYPE ILLEGAL_PARTNER HAS_NO_PRIVILEGE"),
  ...advise("same_again_later", "ILLEGAL_PARTNER_EXTERFACE PARTNER_NOT_SIGN_PROTOCOL SELLER_INFO_NOT_EXIST SELLER_NOT_EXIST"),
  ...advise("check_trade", "TRADE_HAS_CLOSED TRADE_STATUS_ERROR TRADE_NOT_EXIST REASON_TRADE_REFUND_FEE_ERR REFUND_AMOUNT_NOT_VALID"),
  ...advise("check_trade", "REASON_HAS_REFUND_FEE_NOT_MATCH REASON_REFUND_AMOUNT_LESS_THAN_COUPON_FEE"),
  ...advise("never", "ILLEGAL_ARGUMENT ILLEGAL_CHARSET ILLEGAL_ENCODING ILLEGAL_SERVICE NOT_THIS_SELLER_TRADE NOT_THIS_PARTNERS_TRADE"),
  ...advise("same_again_later", "BATCH_NO_FORMAT_ERROR REFUND_DATE_ERROR"),
  ...advise("never", "BATCH_NUM_ERROR BATCH_NUM_EXCEED_LIMIT BATCH_NUM_NOT_EQUAL_TOTAL"),
  ...advise("never", "DETAIL_DATA_FORMAT_ERROR SINGLE_DETAIL_DATA_EXCEED_LIMIT DUBL_TRADE_NO_IN_SAME_BATCH PWD_REFUND_NOT_ALLOW_ROYALTY"),
  ...advise("never", "TRADE_PRODUCT_TYPE_NOT_ALLOW_REFUND"),
]);

function advise(advice: RefundAdvice, codes: string): [string, RefundAdvice][] {
  return codes.split(" ").map((code) => [code, advice]);
}

/** Removes the characters that separate records and fields, then whole characters from the end until the rest fits. */
function cleanReason(reason: string): string {
  const plain = reason
    .replace(/[\^$|#\p{Cc}\p{Cs}]/gu, " ")
    .replace(/\s+/gu, " ")
    .trim();
  let kept = "";
  let bytes = 0;
  for (const character of plain) {
    bytes += Buffer.byteLength(character, "utf8");
    if (bytes > MAX_REASON_BYTES) break;
    kept += character;
  }
  return kept.trim() || "退款";
}

/** The gateway's side: one refund of `detail_data`. */
export type AskedRefund = { tradeNo: string; amount: string; reason: string };

/** The gateway's side: the records of `detail_data`; null unless each has three fields. */
export function parseRefundDetails(detailData: string): AskedRefund[] | null {
  const records = detailData.split("#").map((record) => record.split("^"));
  if (records.some((fields) => fields.length !== 3 || fields.some((field) => field === ""))) return null;
  return records.map(([tradeNo = "", amount = "", reason = ""]) => ({ tradeNo, amount, reason }));
}
