import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { formatFen } from "@/lib/shop/money";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import { Fold } from "../parts/fold";
import { type Asked, beforeField, countOf, piecesField, proposedFen, type RefundLine } from "./paid-by-line";
import { refundText as text } from "./text";

type PiecesFormProps = {
  lines: readonly RefundLine[];
  asked: Asked;
  /** What else the page's address says, and is to go on saying. */
  kept: { name: string; value: string } | null;
};

/** Counts what was really paid for some pieces of a discounted order, and fills it into the form below. It gives nothing back itself. */
export function PiecesForm({ lines, asked, kept }: PiecesFormProps) {
  const proposed = proposedFen(lines, asked);
  return (
    <Fold name={text.pieces.title} className="mt-3" isOpen={proposed !== null}>
      <form method="get" action="#refunds" aria-label={text.pieces.title} className="flex flex-col gap-3">
        {kept && <input type="hidden" {...kept} />}
        <p className="text-ink-2 text-sm">{text.pieces.hint}</p>
        <ul className="flex flex-col gap-3">
          {lines.map((line) => (
            <li key={line.id}>
              <p className="text-sm">
                {[line.title, line.variantName].filter(Boolean).join(" ")}{" "}
                <span className="text-ink-2">{text.pieces.paid(line.quantity, formatFen(paidForLine(line)))}</span>
              </p>
              <div className="mt-1 grid max-w-sm grid-cols-2 gap-3">
                <Count label={text.pieces.now} line={line} name={piecesField(line.id)} asked={asked} />
                <Count label={text.pieces.before} line={line} name={beforeField(line.id)} asked={asked} />
              </div>
            </li>
          ))}
        </ul>
        {proposed !== null && (
          <p role="status" className="font-medium">
            {text.pieces.sum(formatFen(proposed))}
          </p>
        )}
        <Button type="submit" kind="outline" className="self-start">
          {text.pieces.count}
        </Button>
      </form>
    </Fold>
  );
}

function Count({ label, line, name, asked }: { label: string; line: RefundLine; name: string; asked: Asked }) {
  return (
    <Field
      label={label}
      id={name}
      name={name}
      type="number"
      inputMode="numeric"
      min={0}
      max={line.quantity}
      defaultValue={countOf(asked[name])}
      aria-label={`${[line.title, line.variantName].filter(Boolean).join(" ")} ${label}`}
    />
  );
}
