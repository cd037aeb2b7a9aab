import { Price } from "@/components/price";
import { ProductImage } from "@/components/product-image";
import { canOrder, type WantedLine } from "@/lib/shop/cart/cart";
import type { ShownItem } from "@/lib/shop/checkout/quote";
import { lineChanges } from "./line-changes";

/** The goods at today's prices; each line says what changed. */
export function QuoteList({ lines, shown }: { lines: WantedLine[]; shown: ShownItem[] }) {
  return (
    <ul className="divide-y divide-line">
      {lines.map((line) => (
        <QuoteRow key={line.variantId} line={line} shown={shown.find((item) => item.variantId === line.variantId)} />
      ))}
    </ul>
  );
}

function QuoteRow({ line, shown }: { line: WantedLine; shown: ShownItem | undefined }) {
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
      {lineChanges(line, shown).map((change) => (
        <p key={change} className="mt-2 rounded-lg bg-amber-soft px-3 py-1.5 text-amber text-sm">
          {change}
        </p>
      ))}
    </li>
  );
}
