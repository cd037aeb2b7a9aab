/** The only file of the protocols that knows yuan: messages hold 0.01 to 100000000.00, all other code counts fen. */

const MAX_FEN = 10_000_000_000;

/**
 * "19.80" → 1980; null for anything but an amount from 0.01 to 100000000.00 yuan (docs/wire/alipay-wap.md §1.1).
 * The gateway writes two decimals. "19.8" and "19" are read too: each can mean only one sum, and refusing a signed message
 * for its notation would leave a buyer's payment unsettled. Signs, exponents, blanks, separators, leading zeros, full-width
 * digits and a third decimal are refused: Alipay never writes them.
 */
export function parseAmount(text: string): number | null {
  const match = /^(0|[1-9][0-9]{0,8})(?:\.([0-9]{1,2}))?$/.exec(text);
  if (!match) return null;
  const fen = Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
  return fen >= 1 && fen <= MAX_FEN ? fen : null;
}

/**
 * 1980 → "19.80".
 * @throws {RangeError} unless `fen` is a whole number from 1 to 10000000000
 */
export function formatAmount(fen: number): string {
  if (!Number.isSafeInteger(fen) || fen < 1 || fen > MAX_FEN) throw new RangeError(`not an amount that can be paid: ${fen} fen`);
  return `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
