import { splitFen } from "@/lib/shop/money";

/** 1980 → "19.80": what parseYuan reads back, for the owner's forms. */
export function yuanText(fen: number): string {
  const { sign, yuan, cents } = splitFen(fen);
  return `${sign}${yuan}.${cents}`;
}
