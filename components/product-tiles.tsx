import type { ProductCard } from "@/lib/shop/catalog/product";
import { ProductTile } from "./product-card";

/** Goods two abreast; the first `eager` are seen without scrolling. */
export function ProductTiles({ products, eager = 0 }: { products: readonly ProductCard[]; eager?: number }) {
  return (
    <ul className="grid grid-cols-2 gap-3">
      {products.map((product, index) => (
        <li key={product.slug}>
          <ProductTile product={product} isFirst={index < eager} />
        </li>
      ))}
    </ul>
  );
}
