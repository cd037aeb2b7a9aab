import type { DiscrepancyItem } from "@/lib/shop/discrepancies/list-discrepancies";
import { ActionForm } from "../../form/action-form";
import { Submit } from "../../form/submit";
import { reconcileAction } from "../reports/actions";
import { retryReportedAction } from "./actions";
import { text } from "./text";

/** What the shop does not try again by itself, or only once a day. */
const DAYS = ["bill_missing", "bill_unreadable", "report_stuck"];
const REPORTED_REFUNDS = ["reported_refund_stuck", "refund_seen"];

/** A button to try again at once; nothing for what does not rest. */
export function RetryForm({ discrepancy: { kind, tradeNo, detail } }: { discrepancy: DiscrepancyItem }) {
  const { day } = detail;
  if (DAYS.includes(kind) && day !== undefined) {
    return (
      <ActionForm action={reconcileAction} className="mt-3" label={text.retry}>
        <input type="hidden" name="day" value={day} />
        <Submit kind="outline">{text.retry}</Submit>
      </ActionForm>
    );
  }
  if (!REPORTED_REFUNDS.includes(kind) || !tradeNo) return null;
  return (
    <ActionForm action={retryReportedAction} className="mt-3" label={text.retry}>
      <input type="hidden" name="tradeNo" value={tradeNo} />
      <Submit kind="outline">{text.retry}</Submit>
    </ActionForm>
  );
}
