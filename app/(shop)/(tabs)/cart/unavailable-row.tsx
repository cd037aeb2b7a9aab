import { Link } from "@/components/link";
import { ProductImage } from "@/components/product-image";
import { useWords } from "@/components/script-words";
import type { CartLine } from "@/lib/shop/cart/cart";
import { useCartWords } from "./cart-words";
import { RemoveButton } from "./line-row";

/** A line that cannot be ordered now: greyed, without a tick; a product that is sold out but still on sale is linked. */
export function UnavailableRow({ line }: { line: CartLine }) {
  const text = useCartWords();
  const { ownersLang } = useWords();
  return (
    <li className="flex items-center rounded-card bg-card/70 p-3">
      <ProductImage name={line.image} alt="" sizes="4rem" className="size-16 shrink-0 rounded-xl opacity-50 grayscale" />
      <div className="min-w-0 grow pl-3 text-ink-3">
        <p lang={ownersLang}>{line.onSale ? <Link href={`/products/${line.productSlug}`}>{line.title}</Link> : line.title}</p>
        <p className="text-xs">
          {line.variantName && <span lang={ownersLang}>{`${line.variantName} · `}</span>}
          {line.onSale ? text.soldOut : text.offSale}
        </p>
      </div>
      <RemoveButton line={line} />
    </li>
  );
}
