import { fill } from "@/lib/language/fill";
import { formatFen } from "@/lib/shop/money";

/** 划线价: what it costs elsewhere, struck through; `words` say so to who cannot see that. */
export function ListPrice({ fen, words, className = "" }: { fen: number; words: string; className?: string }) {
  const price = formatFen(fen);
  return (
    <del className={`text-ink-3 text-xs tabular-nums ${className}`}>
      <span className="sr-only">{fill(words, { price })}</span>
      <span aria-hidden="true">{price}</span>
    </del>
  );
}
