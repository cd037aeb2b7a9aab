import { formatFen } from "@/lib/shop/money";
import { priceWords } from "./text";

/** 划线价: what it costs elsewhere, struck through. */
export function ListPrice({ fen, className = "" }: { fen: number; className?: string }) {
  const price = formatFen(fen);
  return (
    <del className={`text-ink-3 text-xs tabular-nums ${className}`}>
      <span className="sr-only">{priceWords.listPrice(price)}</span>
      <span aria-hidden="true">{price}</span>
    </del>
  );
}
