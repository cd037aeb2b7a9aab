import type { Route } from "next";
import { ProductImage } from "@/components/product-image";
import type { OwnerProductItem } from "@/lib/shop/catalog/list-owner-products";
import { formatFen } from "@/lib/shop/money";
import { Badge } from "../../parts/badge";
import { PerhapsLink } from "../../parts/perhaps-link";
import { text } from "./text";

type ProductRowsProps = { products: readonly OwnerProductItem[]; mayWrite: boolean };

/** One line per product with what an owner looks for: whether it is on sale, and how many are left; the way to change it, where one may. */
export function ProductRows({ products, mayWrite }: ProductRowsProps) {
  return (
    <ul className="divide-y divide-line overflow-hidden rounded-card border border-line bg-card">
      {products.map((product) => (
        <li key={product.id}>
          <PerhapsLink
            href={mayWrite ? (`/admin/products/${product.id}` as Route) : null}
            className="flex items-center gap-3 p-3 text-sm md:gap-4 md:px-4"
          >
            <ProductImage name={product.image ?? ""} alt="" sizes="3.5rem" className="size-14 shrink-0 rounded-lg" />
            <span className="min-w-0 flex-1 md:flex md:items-center md:gap-4">
              <span className="block min-w-0 md:flex-1">
                <span className="block truncate font-medium text-base">{product.title}</span>
                <span className="block text-ink-3 text-xs">
                  {product.categoryName} · {text.variants(product.variants)}
                </span>
              </span>
              <span className="mt-1 block font-semibold tabular-nums md:mt-0 md:w-40">{priceRange(product)}</span>
              <Stock product={product} />
            </span>
            <Badge tone={product.onSale ? "ok" : "quiet"}>{product.onSale ? text.onSale : text.offSale}</Badge>
          </PerhapsLink>
        </li>
      ))}
    </ul>
  );
}

function Stock({ product: { stock, reserved, sold, variants, scarce } }: { product: OwnerProductItem }) {
  const isOut = stock === 0 && variants > 0;
  return (
    <span className="block text-xs md:w-56">
      <span className={isOut ? "font-semibold text-brand-deep" : "font-medium text-ink"}>{isOut ? text.soldOut : text.stock(stock)}</span>
      {scarce > 0 && !isOut && <span className="ml-2 font-medium text-amber">{variants === 1 ? text.isScarce : text.scarce(scarce)}</span>}
      {reserved > 0 && <span className="ml-2 text-amber">{text.reserved(reserved)}</span>}
      <span className="ml-2 text-ink-3">{text.sold(sold)}</span>
    </span>
  );
}

function priceRange({ minPriceFen, maxPriceFen }: OwnerProductItem): string {
  if (minPriceFen === null || maxPriceFen === null) return text.noVariant;
  return minPriceFen === maxPriceFen ? formatFen(minPriceFen) : `${formatFen(minPriceFen)} – ${formatFen(maxPriceFen)}`;
}
