import { ownersLang } from "@/lib/language/language";
import type { ProductCard as Product } from "@/lib/shop/catalog/product";
import { FromPrice } from "./from-price";
import { Link } from "./link";
import { ListPrice } from "./list-price";
import { Price } from "./price";
import { ProductImage } from "./product-image";
import { stockHint } from "./stock-hint";
import { priceWords, stockWords } from "./text";

/** A product as a tile: picture above, words below. `isFirst` for those seen without scrolling. */
export function ProductTile({ product, isFirst }: { product: Product; isFirst?: boolean }) {
  return (
    <Link
      href={`/products/${product.slug}`}
      className="flex h-full flex-col overflow-hidden rounded-card bg-card transition active:[transform:scale(0.99)] active:brightness-97"
    >
      <Picture product={product} isFirst={isFirst} sizes="(min-width: 30rem) 14rem, 50vw" className="w-full" />
      <span className="flex grow flex-col px-3 pt-2.5 pb-3">
        <span lang={ownersLang()} className="line-clamp-2 font-medium leading-snug">
          {product.title}
        </span>
        <span lang={ownersLang()} className="mt-0.5 line-clamp-1 text-ink-3 text-xs">
          {product.subtitle}
        </span>
        <span className="mt-auto pt-2">
          <PriceLine product={product} />
        </span>
      </span>
    </Link>
  );
}

/** The same as a row: picture at the left. */
export function ProductRow({ product, isFirst }: { product: Product; isFirst?: boolean }) {
  return (
    <Link href={`/products/${product.slug}`} className="flex gap-3 rounded-card bg-card p-2.5 active:brightness-97">
      <Picture product={product} isFirst={isFirst} sizes="6rem" className="size-24 rounded-xl" />
      <span className="flex min-w-0 flex-col py-0.5">
        <span lang={ownersLang()} className="line-clamp-2 font-medium leading-snug">
          {product.title}
        </span>
        <span lang={ownersLang()} className="mt-0.5 line-clamp-2 text-pretty text-ink-3 text-xs leading-relaxed">
          {product.subtitle}
        </span>
        <span className="mt-auto pt-1">
          <PriceLine product={product} />
        </span>
      </span>
    </Link>
  );
}

function Picture({ product, isFirst, sizes, className }: { product: Product; isFirst?: boolean; sizes: string; className: string }) {
  const isSoldOut = product.available === 0;
  return (
    <span className={`relative block shrink-0 overflow-hidden ${className}`}>
      <ProductImage name={product.image} alt="" sizes={sizes} isFirst={isFirst} className={`w-full ${isSoldOut ? "opacity-55" : ""}`} />
      {isSoldOut && (
        <span className="absolute inset-0 grid place-items-center">
          <span className="rounded-full bg-ink/75 px-3 py-1 text-white text-xs">{stockWords.soldOut}</span>
        </span>
      )}
    </span>
  );
}

function PriceLine({ product }: { product: Product }) {
  const hint = product.available > 0 ? stockHint(stockWords, product.available) : "";
  return (
    <span className="flex flex-wrap items-baseline gap-x-1.5">
      <span>
        {product.hasMorePrices && <FromPrice place="before" />}
        <Price fen={product.priceFen} />
        {product.hasMorePrices && <FromPrice place="after" />}
      </span>
      {product.listPriceFen !== null && (
        <ListPrice
          fen={product.listPriceFen}
          label={priceWords.listPrice[product.listPriceBasis]}
          isNamed={product.listPriceBasis !== "reference"}
        />
      )}
      {hint && <span className="ml-auto text-amber text-xs">{hint}</span>}
    </span>
  );
}
