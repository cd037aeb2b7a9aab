import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { canOrder, type WantedLine } from "@/lib/shop/cart/cart";
import type { ShownItem } from "@/lib/shop/checkout/quote";
import { lineChanges } from "./line-changes";

/** Lines that are not sent to the province that was chosen. */
export type NotSent = { province: string | null; lines: readonly WantedLine[] };

/** The goods at today's prices; each line says what changed, and whether it is sent there. */
export function QuoteList({ lines, shown, notSent }: { lines: WantedLine[]; shown: ShownItem[]; notSent: NotSent }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <QuoteRow
          key={line.variantId}
          line={line}
          shown={shown.find((item) => item.variantId === line.variantId)}
          notSentTo={notSent.lines.includes(line) ? notSent.province : null}
        />
      ))}
    </ul>
  );
}

type QuoteRowProps = { line: WantedLine; shown: ShownItem | undefined; notSentTo: string | null };

function QuoteRow({ line, shown, notSentTo }: QuoteRowProps) {
  const isGone = !canOrder(line);
  return (
    <li className="py-3">
      <div className="flex gap-3">
        <ProductImage name={line.image} alt="" className={`size-18 shrink-0 rounded-xl ${isGone ? "opacity-50" : ""}`} />
        <div className="min-w-0 flex-1">
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
      {lineChanges(line, shown, notSentTo).map((change) => (
        <p key={change} className="mt-2 rounded-lg bg-amber-soft px-3 py-1.5 text-amber text-sm">
          {change}
        </p>
      ))}
    </li>
  );
}
