import type { SeenAttempt } from "./judge-closing";
import { LINK_OVER_MS } from "./look-times";

/*
 * What becomes of a change of an unpaid order by its owner, decided from facts alone (docs/decisions/0035).
 */

/** A change that waits is given up at the latest so long after the old payment's time is over, or after it was wanted, in ms. */
const PATIENCE_MS = 10 * 60_000;

type Standing = {
  status: string;
  closeWanted: string | null;
  changing: boolean;
  /** Money has come for it that is still here, or the buyer has paid and the seller's account has yet to receive it. */
  hasMoney: boolean;
};

/** Why the terms of an order cannot be changed as it stands; null where they can. */
export function whyNotToChange({ status, closeWanted, changing, hasMoney }: Standing): "paid" | "closed" | "closing" | "changing" | null {
  if (status === "CLOSED") return "closed";
  if (status !== "PENDING" || hasMoney) return "paid";
  if (closeWanted) return "closing";
  return changing ? "changing" : null;
}

/** What the open attempt is, as far as a change must know. */
type Open = Pick<SeenAttempt, "startedAt" | "payableUntil">;

/** Whether the new terms can stand at once: the sum is the same, or nobody was sent to pay the old one. */
export function mayApplyAtOnce({ isNewSum, open }: { isNewSum: boolean; open: Open | null }): boolean {
  return !isNewSum || !open?.startedAt;
}

/** When a change is given up that still waits, so that it ends by itself whatever the gateway says. */
export function changeEndsAt(open: Open, at: Date): Date {
  const over = Math.max(open.payableUntil.getTime() + LINK_OVER_MS, at.getTime());
  return new Date(over + PATIENCE_MS);
}

/**
 * What the gateway's last answer about the old attempt lets a change do. `apply`: it is closed, or its time is over and it never
 * became a trade (`asOf`: when it was asked, by our clock). `settled` says nothing of how it was settled: whoever applies looks
 * whether the order is unpaid and no attempt is open. Unknown is never closed.
 */
export function afterClosing(
  truth: { kind: "settled" | "waiting" | "not_exist" | "unknown" | "skipped" },
  { payableUntil, asOf }: { payableUntil: Date; asOf: Date },
): "apply" | "apply_unopened" | "wait_for_window" | "wait" {
  if (truth.kind === "settled") return "apply";
  if (truth.kind !== "not_exist") return "wait";
  return asOf.getTime() >= payableUntil.getTime() + LINK_OVER_MS ? "apply_unopened" : "wait_for_window";
}

/** What a message leaves open: whose money it is, or whether it is money at all. */
const SAYS_NOTHING: readonly string[] = ["unknown_status", "seller_mismatch", "contract_mismatch"];

/** Whether an answer says what became of a payment for good, so that nobody asks about it again. */
export function isEnded(
  truth: { kind: "waiting" | "not_exist" | "unknown" | "skipped" } | { kind: "settled"; settlement: Settled },
): boolean {
  if (truth.kind !== "settled") return false;
  const { kind, discrepancy } = truth.settlement;
  return kind !== "pending" && (discrepancy === undefined || !SAYS_NOTHING.includes(discrepancy));
}

type Settled = { kind: string; discrepancy?: string };
