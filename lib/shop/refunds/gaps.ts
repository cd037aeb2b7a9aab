/** Between two refunds of one trade, in ms: Alipay wants at least 3 s. */
export const APART_MS = 3_000;
/** The earliest question about a refund, in ms after it was asked for. */
export const FIRST_QUESTION_MS = 10_000;

const GAPS_S = [10, 20, 40, 60, 120, 300, 900, 3600];

/** The n-th gap between two looks at a refund that is under way, in ms: 10 s first, an hour at most. */
export function gapMs(checks: number): number {
  return 1000 * (GAPS_S[Math.min(checks, GAPS_S.length - 1)] ?? 3600);
}

export function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
