import type { Route } from "next";
import Link from "next/link";
import { type DayFigures, NO_FIGURES, netFen } from "@/lib/shop/books/figures";
import { formatFen } from "@/lib/shop/money";
import { Fold } from "../../parts/fold";
import { Section } from "../../parts/section";
import { DaysChart } from "./days-chart";
import { DaysTable } from "./days-table";
import { text } from "./text";

/** 今日: what came and what went back today, the last of these days. */
export function Today({ days }: { days: readonly DayFigures[] }) {
  const today = days.at(-1) ?? { ...NO_FIGURES, day: "" };
  return (
    <Link
      href={`/admin/books?from=${today.day}&to=${today.day}` as Route}
      className="rounded-card border border-line bg-card p-4 hover:border-ink-3"
    >
      <span className="block text-ink-2 text-sm">{text.todayNet}</span>
      <span className="mt-1 block font-bold text-2xl tabular-nums leading-8">{formatFen(netFen(today))}</span>
      <span className="mt-1 flex flex-wrap gap-x-5 gap-y-0.5 text-sm tabular-nums">
        <Sum name={text.paid} fen={today.paidFen} count={today.payments} />
        <Sum name={text.refunded} fen={today.refundedFen} count={today.refunds} />
      </span>
      {today.heldFen > 0 && <span className="mt-1 block text-amber text-xs">{text.held(today.heldFen)}</span>}
    </Link>
  );
}

function Sum({ name, fen, count }: { name: string; fen: number; count: number }) {
  return (
    <span>
      <span className="text-ink-2">{name}</span> {formatFen(fen)} <span className="text-ink-3 text-xs">{text.count(count)}</span>
    </span>
  );
}

/** The chart of these days with its numbers behind it. */
export function ThirtyDays({ days }: { days: readonly DayFigures[] }) {
  const all = (
    <Link href="/admin/books" className="inline-flex min-h-11 min-w-11 items-center justify-end text-alipay text-sm md:min-h-8">
      {text.all}
    </Link>
  );
  return (
    <Section title={text.lastThirty} aside={all}>
      <DaysChart days={days} />
      <Fold name={text.table} look="line" className="mt-3">
        <DaysTable days={days} />
      </Fold>
    </Section>
  );
}
