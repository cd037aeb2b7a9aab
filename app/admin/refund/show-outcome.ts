import type { FormState } from "@/lib/server/action";
import type { RefundOutcome } from "@/lib/shop/refunds/refund";
import { refundText as text } from "./text";

/** What the owner reads after a refund's first call; ok also for what failed at Alipay: the page then shows it with its reason. */
export function showOutcome({ status, confirmUrl }: RefundOutcome): FormState {
  if (status === "DONE") return { ok: true, message: text.done };
  if (status === "FAILED") return { ok: true, message: text.failed, isWarning: true };
  return confirmUrl ? { ok: true, message: text.mustConfirm, isWarning: true } : { ok: true, message: text.pending };
}
