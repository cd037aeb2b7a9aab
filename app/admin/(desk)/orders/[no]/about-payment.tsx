import { formatFen } from "@/lib/shop/money";
import type { OwnerAttempt, OwnerPayment } from "@/lib/shop/payments/list-order-payments";
import { Badge, type Tone } from "../../../parts/badge";
import { Facts } from "../../../parts/facts";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { text } from "./text";

const ATTEMPT_TONE: Record<OwnerAttempt["status"], Tone> = { OPEN: "wait", PAID: "ok", CLOSED: "quiet" };

/** Each number under which the buyer could pay, newest first. */
export function Attempts({ attempts, now }: { attempts: readonly OwnerAttempt[]; now: Date }) {
  return (
    <Section title={text.attempts}>
      {attempts.length === 0 && <p className="text-ink-3 text-sm">{text.noAttempts}</p>}
      <ul className="divide-y divide-line">
        {attempts.map((attempt) => {
          const isOver = attempt.status === "OPEN" && attempt.payableUntil <= now;
          return (
            <li key={attempt.id} className="py-3 first:pt-0 last:pb-0">
              <div className="mb-2 flex flex-wrap items-center gap-2">
                <code className="break-all text-sm">{attempt.outTradeNo}</code>
                <Badge tone={ATTEMPT_TONE[attempt.status]}>{isOver ? text.attemptEnded : text.attempt[attempt.status]}</Badge>
              </div>
              <Facts
                className="md:grid-cols-[5.5rem_1fr_5.5rem_1fr]"
                facts={[
                  [text.amount, formatFen(attempt.amountFen)],
                  [text.payableUntil, <Time key="t" at={attempt.payableUntil} />],
                  [
                    text.contract,
                    <code key="c" className="break-all">
                      {attempt.contract}
                    </code>,
                    "long",
                  ],
                  [text.startedAt, <Time key="t" at={attempt.startedAt} />],
                  [text.returnedAt, <Time key="t" at={attempt.returnedAt} />],
                  [text.lastAskedAt, <Time key="t" at={attempt.lastAskedAt} />],
                  [text.lastAnswer, attempt.lastAnswer && (text.answerWords[attempt.lastAnswer] ?? attempt.lastAnswer)],
                  [
                    text.unansweredSince,
                    attempt.status === "OPEN" && attempt.unansweredSince && <Time key="t" at={attempt.unansweredSince} />,
                  ],
                  [text.tradeNo, attempt.tradeNo && <code className="break-all">{attempt.tradeNo}</code>, "long"],
                ]}
              />
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** The money that came for the order, booked or held. */
export function Payments({ payments }: { payments: readonly OwnerPayment[] }) {
  return (
    <Section title={text.payments}>
      {payments.length === 0 && <p className="text-ink-3 text-sm">{text.noPayments}</p>}
      <ul className="divide-y divide-line">
        {payments.map((payment) => (
          <li key={payment.id} className="py-3 first:pt-0 last:pb-0">
            <div className="mb-2 flex flex-wrap items-center gap-2">
              <span className="font-semibold text-price tabular-nums">{formatFen(payment.amountFen)}</span>
              <Badge tone={payment.disposition === "settled" ? "ok" : "bad"}>
                {text.disposition[payment.disposition] ?? payment.disposition}
              </Badge>
            </div>
            <Facts
              className="md:grid-cols-[5.5rem_1fr_5.5rem_1fr]"
              facts={[
                [
                  text.tradeNo,
                  <code key="c" className="break-all">
                    {payment.tradeNo}
                  </code>,
                  "long",
                ],
                [
                  text.outTradeNo,
                  <code key="c" className="break-all">
                    {payment.outTradeNo}
                  </code>,
                  "long",
                ],
                [text.refunded, payment.refundedFen > 0 ? formatFen(payment.refundedFen) : null],
                [text.refunding, payment.refundingFen > payment.refundedFen ? formatFen(payment.refundingFen - payment.refundedFen) : null],
                [text.paidAt, <Time key="t" at={payment.paidAt} />],
                [text.buyerLogon, payment.buyerLogon],
                [text.learnt, text.source[payment.source] ?? payment.source],
              ]}
            />
          </li>
        ))}
      </ul>
    </Section>
  );
}
