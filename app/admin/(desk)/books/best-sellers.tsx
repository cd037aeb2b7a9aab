import type { Route } from "next";
import { ProductImage } from "@/components/product-image";
import type { BestSeller } from "@/lib/shop/books/best-sellers";
import { formatFen } from "@/lib/shop/money";
import { PerhapsLink } from "../../parts/perhaps-link";
import { Section } from "../../parts/section";
import { text } from "./text";

/** The goods of which most was sold; for whoever may change them (`mayWrite`) each with the way to its product. */
export function BestSellers({ goods, mayWrite }: { goods: readonly BestSeller[]; mayWrite: boolean }) {
  return (
    <Section title={text.bestSellers}>
      {goods.length === 0 && <p className="text-ink-3 text-sm">{text.noBestSellers}</p>}
      <ol className="divide-y divide-line">
        {goods.map((product, nth) => (
          <li key={product.productId}>
            <PerhapsLink
              href={mayWrite ? (`/admin/products/${product.productId}` as Route) : null}
              className="flex min-h-11 items-center gap-3 py-1.5 text-sm"
            >
              <span className="w-5 shrink-0 text-center text-ink-3 tabular-nums">{nth + 1}</span>
              <ProductImage name={product.image} alt="" sizes="2.25rem" className="size-9 shrink-0 rounded-md" />
              <span className="min-w-0 flex-1 truncate">{product.title}</span>
              <span className="shrink-0 text-right tabular-nums">
                <span className="block font-medium">{text.pieces(product.pieces)}</span>
                <span className="block text-ink-3 text-xs">{formatFen(product.soldFen)}</span>
              </span>
            </PerhapsLink>
          </li>
        ))}
      </ol>
      <p className="mt-2 text-pretty text-ink-3 text-xs">{text.bestSellersHint}</p>
    </Section>
  );
}
