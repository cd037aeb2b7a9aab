import type { ReactNode } from "react";
import { averageOrderFen, type Figures, netFen, paidPercent } from "@/lib/shop/books/figures";
import { formatFen } from "@/lib/shop/money";
import { text } from "./text";

/** What some days brought, all together. */
export function FigureCards({ figures }: { figures: Figures }) {
  const [average, percent] = [averageOrderFen(figures), paidPercent(figures)];
  return (
    <dl className="mb-4 grid grid-cols-2 gap-3 lg:grid-cols-5">
      <Card name={text.net} hint={text.netHint} className="col-span-2 lg:col-span-1">
        {formatFen(netFen(figures))}
      </Card>
      <Card name={text.paid} hint={text.count(figures.payments)} more={figures.heldFen > 0 && text.held(figures.heldFen)}>
        {formatFen(figures.paidFen)}
      </Card>
      <Card
        name={text.refunded}
        hint={text.count(figures.refunds)}
        more={figures.heldRefundedFen > 0 && text.heldRefunded(figures.heldRefundedFen)}
      >
        {formatFen(figures.refundedFen)}
      </Card>
      <Card name={text.average} hint={text.averageHint}>
        {average === null ? text.none : formatFen(average)}
      </Card>
      <Card name={text.conversion} hint={text.conversionHint(figures.placed, figures.placedAndPaid)}>
        {percent === null ? text.none : text.percent(percent)}
      </Card>
    </dl>
  );
}

type CardProps = { name: string; hint: string; more?: string | false; children: ReactNode; className?: string };

function Card({ name, hint, more, children, className = "" }: CardProps) {
  return (
    <div className={`rounded-card border border-line bg-card p-4 ${className}`}>
      <dt className="text-ink-2 text-sm">{name}</dt>
      <dd className="mt-1 font-bold text-xl tabular-nums leading-8">{children}</dd>
      <dd className="text-ink-3 text-xs">{hint}</dd>
      {more && <dd className="mt-1 text-amber text-xs">{more}</dd>}
    </div>
  );
}
