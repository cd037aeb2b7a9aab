import { fill } from "@/lib/language/fill";
import type { StockWords } from "./text";

/** Below this the shop says how many are left. */
const FEW = 6;

/** "仅剩 2 件", "已售罄", or nothing while there is plenty. */
export function stockHint({ soldOut, fewLeft }: StockWords, available: number): string {
  if (available === 0) return soldOut;
  return available < FEW ? fill(fewLeft, { count: available }) : "";
}
