import type { UnknownAnswer } from "../gateway";
import { describeFailure } from "./errors";
import { type ApiAnswer, type ApiFields, fieldText, successFields } from "./response";
import { unread } from "./trade-query";

export const BILL_METHOD = "alipay.data.dataservice.bill.downloadurl.query";

export type BillAddress = { kind: "url"; url: string } | { kind: "empty" } | { kind: "not_ready" } | { kind: "too_old" } | UnknownAnswer;

/** No bill, or none yet. */
const MISSING = ["NO_BILL_DATA", "BILL_NOT_EXIST"];
/** A day for which there is none: the interface keeps six years, and the shop asks for no day that is not over. */
const TOO_OLD = ["INVAILID_ARGUMENTS", "BILL_DATE_BEFORE_REGISTRATION"];

/**
 * `biz_content` of the request for a day's bill (docs/wire/alipay-openapi.md §1.7).
 * @throws {RangeError} unless `day` is a date, yyyy-MM-dd
 */
export function billContent(day: string): Record<string, string> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) throw new RangeError("a day is yyyy-MM-dd");
  return { bill_type: "trade", bill_date: day };
}

/** The address is good for 30 s. A day without trades has a file that says so, or no file at all, like a day whose bill is not ready. */
export function readBillAnswer(answer: ApiAnswer): BillAddress {
  if (answer.kind === "failure") {
    const name = answer.code.replace(/^.*\./, "").replaceAll("-", "_").toUpperCase();
    if (MISSING.includes(name)) return { kind: "not_ready" };
    return TOO_OLD.includes(name) ? { kind: "too_old" } : { kind: "unknown", detail: describeFailure(answer) };
  }
  if (answer.kind !== "success") return unread(answer);
  if (fieldText(answer.fields, "bill_file_code") === "EMPTY_DATA_WITH_BILL_FILE") return { kind: "empty" };
  const url = fieldText(answer.fields, "bill_download_url");
  const isAddress = URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
  return isAddress ? { kind: "url", url } : { kind: "unknown", detail: "the answer holds no address" };
}

/** The gateway's side: the fields that name the address; a day without trades is marked. */
export function billFields(bill: { url: string; isEmpty: boolean }): ApiFields {
  return successFields({ bill_download_url: bill.url, ...(bill.isEmpty && { bill_file_code: "EMPTY_DATA_WITH_BILL_FILE" }) });
}
