import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { useWords } from "@/components/script-words";
import { canOrder, type WantedLine } from "@/lib/shop/cart/cart";
import type { ShownItem } from "@/lib/shop/checkout/quote";
import { lineChanges } from "./line-changes";
import type { CheckoutWords } from "./text";

/** Lines that are not sent to the province that was chosen. */
export type NotSent = { province: string | null; lines: readonly WantedLine[] };

type QuoteListProps = { words: CheckoutWords; lines: WantedLine[]; shown: ShownItem[]; notSent: NotSent };

/** The goods at today's prices; each line says what changed, and whether it is sent there. */
export function QuoteList({ words, lines, shown, notSent }: QuoteListProps) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <QuoteRow
          key={line.variantId}
          words={words}
          line={line}
          shown={shown.find((item) => item.variantId === line.variantId)}
          notSentTo={notSent.lines.includes(line) ? notSent.province : null}
        />
      ))}
    </ul>
  );
}

type QuoteRowProps = { words: CheckoutWords; line: WantedLine; shown: ShownItem | undefined; notSentTo: string | null };

function QuoteRow({ words, line, shown, notSentTo }: QuoteRowProps) {
  const isGone = !canOrder(line);
  const { ownersLang } = useWords();
  return (
    <li className="py-3">
      <div className="flex gap-3">
        <ProductImage name={line.image} alt="" className={`size-18 shrink-0 rounded-xl ${isGone ? "opacity-50" : ""}`} />
        <div lang={ownersLang} className="min-w-0 flex-1">
          <p className={`line-clamp-2 font-medium ${isGone ? "text-ink-3 line-through" : ""}`}>{line.title}</p>
          {line.variantName && <p className="mt-0.5 text-ink-2 text-sm">{line.variantName}</p>}
        </div>
        {!isGone && (
          <div className="flex shrink-0 flex-col items-end">
            <Price fen={line.priceFen} size="sm" className="text-ink!" />
            <span className="text-ink-2 text-sm">×{line.quantity}</span>
          </div>
        )}
      </div>
      {lineChanges(words, line, shown, notSentTo).map((change) => (
        <p key={change} className="mt-2 rounded-lg bg-amber-soft px-3 py-1.5 text-amber text-sm">
          {change}
        </p>
      ))}
    </li>
  );
}
