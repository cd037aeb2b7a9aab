import "server-only";
import { counter, gauge, histogram } from "@/lib/server/metrics/registry";

/*
 * The shop's own figures. Counted after the commit of what they tell of, and once; where a process dies between the two, a count is
 * lost and no money. Every label is a word of this program's own.
 */

/** Why the gateway was asked, where its answer and no notice made an order paid. */
export type Occasion = "return" | "page" | "worker" | "owner";

const notices = counter("notices_total", {
  help: "Deliveries of Alipay's notices, by what they are about and by what became of them.",
  labels: ["about", "protocol", "verdict", "reason"],
});
const noticeSeconds = histogram("notice_answer_seconds", {
  help: "From a notice's arrival, read whole, to its answer.",
  labels: ["about", "answer"],
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
});
const settlements = counter("settlements_total", {
  help: "What was learnt of trades, by how it was learnt (a notice, or the gateway's answer to whom) and by what became of it.",
  labels: ["source", "outcome"],
});
const settledAfter = histogram("payment_settled_after_seconds", {
  help: "From the payment, by the gateway's own time in whole seconds, to the order's being paid.",
  labels: ["source"],
  buckets: [1, 2, 3, 5, 10, 15, 30, 60, 300, 1800, 7200, 86_400],
});
const orderEvents = counter("order_events_total", {
  help: "Lines of orders' timelines: placed, paid, closed, shipped, completed and the rest.",
  labels: ["event"],
});
const refunds = counter("refunds_total", {
  help: "Refunds that were asked of Alipay, done, not done, or made in its own merchant centre.",
  labels: ["outcome"],
});
const discrepancies = counter("discrepancies_opened_total", {
  help: "Discrepancies that were put before the owner, or opened again.",
  labels: ["kind"],
});
const alerts = counter("alert_messages_total", {
  help: "Messages that were sent through an alert channel.",
  labels: ["channel", "outcome"],
});
const words = counter("buyer_words_total", {
  help: "Words to buyers that were sent, or tried, by mail or SMS.",
  labels: ["channel", "outcome"],
});
const polls = gauge("long_polls_open", { help: "Pages that wait for news of an order." });

const REFUND_FIGURES = ["started", "done", "failed", "made_at_alipay"] as const;
const SOURCES = ["notify", "query", "return", "page", "worker", "owner", "proof"];

/**
 * Begins the series that alarms look at with nothing, since Prometheus sees no increase in one that begins with its first count.
 * Called once, at boot, before anything is counted.
 */
export function beginFigures(): void {
  for (const outcome of REFUND_FIGURES) refunds.inc({ outcome }, 0);
  for (const event of ["placed", "paid", "paid_late", "closed", "shipped", "completed"]) orderEvents.inc({ event }, 0);
  for (const source of SOURCES) settlements.inc({ source, outcome: "paid" }, 0);
  for (const about of ["payment", "refund"]) for (const answer of ["success", "fail", "error"]) noticeSeconds.zero({ about, answer });
}

/** What became of a delivery of a notice; `reason` where there is one. */
export type NoticeFigure = { about: "payment" | "refund"; protocol: string; verdict: string; reason?: string | undefined };

/** Counts a delivery. */
export function countNotice({ reason = "", ...notice }: NoticeFigure): void {
  notices.inc({ ...notice, reason });
}

/** Times the taking of one delivery, from now to its answer; `error` where it throws. */
export async function timeNotice<Answer extends { body: string }>(
  about: NoticeFigure["about"],
  take: () => Promise<Answer>,
): Promise<Answer> {
  const since = performance.now();
  let answer = "error";
  try {
    const given = await take();
    answer = given.body;
    return given;
  } finally {
    noticeSeconds.observe({ about, answer }, (performance.now() - since) / 1000);
  }
}

/** Counts what became of a trade, as a settlement says; of a payment also how long it took from the gateway's time to `at`. */
export function countSettlement(source: string, outcome: string, { paidAt, at }: { paidAt: Date | null; at: Date }): void {
  settlements.inc({ source, outcome });
  if (outcome === "paid" && paidAt) settledAfter.observe({ source }, Math.max(0, at.getTime() - paidAt.getTime()) / 1000);
}

/** Counts a line of an order's timeline. */
export function countOrderEvent(event: string): void {
  orderEvents.inc({ event });
}

/** `made_at_alipay`: the owner made it in the merchant centre, and it is in our books now. */
type RefundFigure = (typeof REFUND_FIGURES)[number];

/** Counts a refund that began or ended. */
export function countRefund(outcome: RefundFigure): void {
  refunds.inc({ outcome });
}

/** Counts discrepancies that were opened. */
export function countDiscrepancies(kind: string, count = 1): void {
  discrepancies.inc({ kind }, count);
}

/** Counts a message to the owner. */
export function countAlert(channel: string, outcome: string): void {
  alerts.inc({ channel, outcome });
}

/** Counts a word to a buyer that was sent, or not. */
export function countWord(channel: string, outcome: string): void {
  words.inc({ channel, outcome });
}

/** One more page waits; the answer says that it waits no longer. */
export function countPoll(): () => void {
  polls.inc();
  return () => polls.dec();
}
