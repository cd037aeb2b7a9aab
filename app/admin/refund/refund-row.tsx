import { buttonClass } from "@/components/button";
import { formatFen } from "@/lib/shop/money";
import type { OwnerRefund as Refund } from "@/lib/shop/refunds/owner-refund";
import { Badge, type Tone } from "../parts/badge";
import { Facts } from "../parts/facts";
import { Time } from "../parts/time";
import { AnswerForms, EndForm, GiveUpForm, RetryForm } from "./forms";
import type { FreightLeft } from "./freight-split";
import { RefundPictures } from "./refund-pictures";
import { refundText as text } from "./text";

export const REFUND_TONES: Record<Refund["status"], Tone> = {
  REQUESTED: "act",
  PENDING: "go",
  DONE: "ok",
  FAILED: "bad",
  DECLINED: "quiet",
  WITHDRAWN: "quiet",
};

type RefundRowProps = {
  refund: Refund;
  /** Whether whoever looks decides about it. */
  mayDecide: boolean;
  leftFen: number;
  freight?: FreightLeft | null;
  /** What was counted for some of its pieces: filled in instead of what the buyer asks for. */
  proposed?: number | null;
  /** Where its pictures are. */
  pictures?: readonly string[];
};

/** One refund with all that is known of it, and what the owner can do about it now. */
export function RefundRow({ refund, mayDecide, leftFen, freight = null, proposed = null, pictures = [] }: RefundRowProps) {
  return (
    <div className="@container">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <span className="font-semibold tabular-nums">{formatFen(refund.amountFen)}</span>
        <Badge tone={REFUND_TONES[refund.status]}>{text.status[refund.status]}</Badge>
      </div>
      <Facts
        className="mb-1.5"
        facts={[
          [text.reason, refund.reason],
          [text.freightPart, refund.freightFen > 0 && formatFen(refund.freightFen)],
          [text.note, refund.note],
          [text.proof, refund.endNote],
        ]}
      />
      <RefundPictures addresses={pictures} />
      <Facts
        className="@xl:grid-cols-[5.5rem_1fr_5.5rem_1fr]"
        facts={[
          [text.from, text.by[refund.requestedBy] ?? refund.requestedBy],
          [refund.requestedBy === "buyer" ? text.answeredBy : text.owner, refund.owner],
          [text.createdAt, <Time key="t" at={refund.createdAt} />],
          [text.endedAt, refund.endedAt && <Time key="t" at={refund.endedAt} />],
          [text.card, refund.cardOutcome && (text.cards[refund.cardOutcome] ?? refund.cardOutcome)],
          [text.cardAt, refund.cardAt && <Time key="t" at={refund.cardAt} />],
          [text.next, refund.dueAt && <Time key="t" at={refund.dueAt} />],
          [text.answer, answerInWords(refund.lastAnswer)],
          [
            text.no,
            <code key="c" className="break-all">
              {refund.outRequestNo}
            </code>,
          ],
        ]}
      />
      {refund.status === "FAILED" && <Failed refund={refund} leftFen={leftFen} mayDecide={mayDecide} />}
      {mayDecide && refund.status === "REQUESTED" && (
        // Kept fields keep what they had: another sum that was counted is another form.
        <AnswerForms key={String(proposed)} refundId={refund.id} fen={proposed ?? refund.amountFen} leftFen={leftFen} freight={freight} />
      )}
      {mayDecide && refund.confirmUrl && <Confirm refund={refund} url={refund.confirmUrl} />}
      {mayDecide && refund.isUndecided && <EndForm refundId={refund.id} />}
    </div>
  );
}

/** What can be done about a refund that was not done; nothing, when its money has gone back another way. */
function Failed({ refund: { id, advice, amountFen }, leftFen, mayDecide }: Pick<RefundRowProps, "refund" | "leftFen" | "mayDecide">) {
  if (!advice) return null;
  const isGone = amountFen > leftFen;
  return (
    <>
      <p className="mt-2 text-sm">{isGone ? text.gone : text.advice[advice]}</p>
      {mayDecide && advice === "same_again_later" && !isGone && <RetryForm refundId={id} />}
    </>
  );
}

/** A plain link: the page behind it is Alipay's. */
function Confirm({ refund: { id, isPageOld }, url }: { refund: Refund; url: string }) {
  return (
    <div className="mt-3">
      <p className="mb-2 text-sm">{isPageOld ? text.confirmTooLate : text.confirmHint}</p>
      <div className="flex flex-wrap items-start gap-3">
        <a href={url} target="_blank" rel="noreferrer" className={buttonClass("pay")}>
          {text.confirm}
        </a>
        <GiveUpForm refundId={id} />
      </div>
    </div>
  );
}

function answerInWords(answer: string | null): string | null {
  if (answer === null) return null;
  if (answer.startsWith("unknown")) return text.unknown;
  const [, doubted] = /^in_doubt: (.+)$/.exec(answer) ?? [];
  return doubted === undefined ? (text.answers[answer] ?? answer) : text.inDoubt(text.answers[doubted] ?? doubted);
}
