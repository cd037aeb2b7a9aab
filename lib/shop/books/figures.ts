/** The noun: what a day brought, in fen. Pure. Days are those of Asia/Shanghai; money is dated as Alipay's bills and the reports date it. */

export type Figures = {
  /** All money that came, and how many payments it was. */
  payments: number;
  paidFen: number;
  /** What of it paid no order and is held apart: it came too late, twice, or does not fit. */
  held: number;
  heldFen: number;
  /** All money that went back, of whatever day's payments. */
  refunds: number;
  refundedFen: number;
  /** What of it was held money. */
  heldRefundedFen: number;
  /** Orders that were placed, and how many of these have been paid by now. */
  placed: number;
  placedAndPaid: number;
};

export type DayFigures = Figures & { day: string };

export const NO_FIGURES: Figures = {
  ...{ payments: 0, paidFen: 0, held: 0, heldFen: 0, refunds: 0, refundedFen: 0, heldRefundedFen: 0, placed: 0, placedAndPaid: 0 },
};

/** What Alipay's account has more than before, in fen. */
export function netFen({ paidFen, refundedFen }: Pick<Figures, "paidFen" | "refundedFen">): number {
  return paidFen - refundedFen;
}

/** What an order that was paid came to on average, in whole fen: refunds do not make it smaller, held money is not in it. null: none was paid. */
export function averageOrderFen({ payments, held, paidFen, heldFen }: Figures): number | null {
  const orders = payments - held;
  return orders > 0 ? Math.round((paidFen - heldFen) / orders) : null;
}

/** Of a hundred orders that were placed, how many have been paid, to one decimal; null: none was placed. */
export function paidPercent({ placed, placedAndPaid }: Pick<Figures, "placed" | "placedAndPaid">): number | null {
  return placed > 0 ? Math.round((placedAndPaid / placed) * 1000) / 10 : null;
}

/** All days together. */
export function totalOf(days: readonly Figures[]): Figures {
  const total = { ...NO_FIGURES };
  for (const day of days) for (const name of Object.keys(NO_FIGURES) as (keyof Figures)[]) total[name] += day[name];
  return total;
}
