import { buttonClass } from "@/components/button";
import { hrefOf } from "@/components/href";
import { Link } from "@/components/link";
import { MoreLink } from "@/components/more-link";
import { ProductRow, ProductTile } from "@/components/product-card";
import { KeepPlace } from "@/components/trail";
import { type Listing, MOST_PAGES } from "@/lib/shop/catalog/listing";
import { PAGE_SIZE, type ProductPage } from "@/lib/shop/catalog/product-card";
import { catalogText as text } from "./catalog-text";
import { writeListing } from "./listing-params";

type ListProps = {
  /** The page that it is on, and what its address says besides the list. */
  path: string;
  query?: Record<string, string>;
  listing: Listing;
  found: ProductPage;
  look: "tiles" | "rows";
  /** It stands below other goods, so none of it is seen without scrolling. */
  isBelow?: boolean;
};

/** Goods, and how the list goes on: while scrolling, or by a link. */
export function ProductList({ path, query = {}, listing, found: { products, next }, look, isBelow = false }: ListProps) {
  const isTiles = look === "tiles";
  const to = (other: Listing) => `${path}?${new URLSearchParams({ ...query, ...writeListing(other) })}`;
  return (
    <>
      <KeepPlace />
      {listing.after !== null && (
        <p className="pb-4 text-center">
          <Link
            href={hrefOf(path, { ...query, ...writeListing({ ...listing, after: null, pages: 1 }) })}
            className={buttonClass("outline")}
          >
            {text.toTop}
          </Link>
        </p>
      )}
      <ul className={isTiles ? "grid grid-cols-2 gap-3" : "grid gap-2.5"}>
        {products.map((product, index) => (
          <li key={product.slug} id={index > 0 && index % PAGE_SIZE === 0 ? anchorOf(index) : undefined}>
            {isTiles ? (
              <ProductTile product={product} isFirst={!isBelow && index < 4} />
            ) : (
              <ProductRow product={product} isFirst={!isBelow && index < 5} />
            )}
          </li>
        ))}
      </ul>
      {next !== null && listing.pages < MOST_PAGES && (
        <MoreLink
          href={to({ ...listing, pages: listing.pages + 1 })}
          anchor={anchorOf(listing.pages * PAGE_SIZE)}
          className={buttonClass("outline")}
        />
      )}
      {next !== null && listing.pages >= MOST_PAGES && (
        <p className="py-5 text-center">
          <Link
            href={hrefOf(path, { ...query, ...writeListing({ ...listing, pages: 1, after: next }) })}
            className={buttonClass("outline")}
          >
            {text.nextPart}
          </Link>
        </p>
      )}
      {next === null && products.length > 0 && <p className="py-5 text-center text-ink-3 text-xs">{text.noMore}</p>}
    </>
  );
}

function anchorOf(index: number): string {
  return `from-${index + 1}`;
}
