import "server-only";
import type { FormState } from "@/lib/server/action";
import { type Refusal, type Words, wordsFor } from "@/lib/server/result";
import type { RefundOutcome } from "@/lib/shop/refunds/refund";
import { newWishKey } from "../form/wish-key";
import { refundText as text } from "./text";

/** What the owner reads after a refund's first call. Its form is a new one from here on: what is sent next is another wish. */
export function showStart({ outcome }: { outcome: RefundOutcome }): FormState {
  return { ...wordsOf(outcome), values: { wishKey: newWishKey() } };
}

/** ok also for what failed at Alipay: the page then shows it with its reason. */
function wordsOf({ status, confirmUrl }: RefundOutcome) {
  if (status === "DONE") return { ok: true, message: text.done };
  if (status === "FAILED") return { ok: true, message: text.failed, isWarning: true };
  return confirmUrl ? { ok: true, message: text.mustConfirm, isWarning: true } : { ok: true, message: text.pending };
}

/**
 * Why a form began no refund. What is wrong with the sum stands beside the sum. After an answer that tells of another refund, an
 * owner who sends the form once more does so knowing of it.
 */
export function showRefusal<Refused extends Refusal>(refusal: Refused, words: Words<Refused>): FormState {
  const message = wordsFor(refusal, words);
  if (refusal.reason === "too_much") return { ok: false, message: "", fieldErrors: { amount: message } };
  if (refusal.reason === "key_reused") return { ok: false, message, values: { wishKey: newWishKey() } };
  if (refusal.reason === "changed" && "leftFen" in refusal) return { ok: false, message, values: { seenLeft: String(refusal.leftFen) } };
  return { ok: false, message };
}
