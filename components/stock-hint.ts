import { stockWords } from "./text";

/** Below this the shop says how many are left. */
const FEW = 6;

/** "仅剩 2 件", "已售罄", or nothing while there is plenty. */
export function stockHint(available: number): string {
  if (available === 0) return stockWords.soldOut;
  return available < FEW ? stockWords.fewLeft(available) : "";
}
