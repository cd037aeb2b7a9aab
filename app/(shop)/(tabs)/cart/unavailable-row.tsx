import { Link } from "@/components/link";
import { ProductImage } from "@/components/product-image";
import type { CartLine } from "@/lib/shop/cart/cart";
import { RemoveButton } from "./line-row";
import { cartText as text } from "./text";

/** A line that cannot be ordered now: greyed, without a tick; a product that is sold out but still on sale is linked. */
export function UnavailableRow({ line }: { line: CartLine }) {
  return (
    <li className="flex items-center rounded-card bg-card/70 p-3">
      <ProductImage name={line.image} alt="" sizes="4rem" className="size-16 shrink-0 rounded-xl opacity-50 grayscale" />
      <div className="min-w-0 grow pl-3 text-ink-3">
        {line.onSale ? <Link href={`/products/${line.productSlug}`}>{line.title}</Link> : <p>{line.title}</p>}
        <p className="text-xs">{[line.variantName, line.onSale ? text.soldOut : text.offSale].filter(Boolean).join(" · ")}</p>
      </div>
      <RemoveButton line={line} />
    </li>
  );
}
