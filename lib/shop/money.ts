/** The shop's only file that knows yuan. Money is integer fen everywhere else; the wire's yuan is lib/alipay/amount.ts. */

/** 1980 → { sign: "", yuan: "19", cents: "80" }: the parts that a price label sets in different sizes. */
export function splitFen(fen: number): { sign: "" | "-"; yuan: string; cents: string } {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`not a whole number of fen: ${fen}`);
  const absolute = Math.abs(fen);
  return { sign: fen < 0 ? "-" : "", yuan: String(Math.floor(absolute / 100)), cents: String(absolute % 100).padStart(2, "0") };
}

/** 1980 → "¥19.80", for text and for screen readers. */
export function formatFen(fen: number): string {
  const { sign, yuan, cents } = splitFen(fen);
  return `${sign}¥${yuan}.${cents}`;
}

/** 800 → "¥8", 850 → "¥8.50": inside a sentence, where whole yuan need no cents. */
export function shortFen(fen: number): string {
  return formatFen(fen).replace(/\.00$/, "");
}

/** 1980 → "19.80": what parseYuan and spreadsheets read back. */
export function yuanText(fen: number): string {
  const { sign, yuan, cents } = splitFen(fen);
  return `${sign}${yuan}.${cents}`;
}

/** Longer than any amount that somebody types. */
export const MAX_TYPED_SUM = 40;

/** "19.8" → 1980; null for anything but an amount with at most two decimals. For the owner's forms. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,7})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}
