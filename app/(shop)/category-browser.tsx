import { notFound } from "next/navigation";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { SearchBox } from "@/components/search-box";
import { ownersLang } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listCategories } from "@/lib/shop/catalog/list-categories";
import { listProducts } from "@/lib/shop/catalog/list-products";
import type { Listing } from "@/lib/shop/catalog/listing";
import type { CategoryView } from "@/lib/shop/catalog/product";
import { catalogText as text } from "./catalog-text";
import { isFiltered } from "./listing-params";
import { ProductList } from "./product-list";
import { NothingLeft, SortBar } from "./sort-bar";

/** The list of categories at the left, the products of one of them at the right; without a slug, of the first. */
export async function CategoryBrowser({ slug, listing: wanted }: { slug?: string; listing: Listing }) {
  const shop = getShop();
  const categories = await listCategories(shop);
  const current = slug === undefined ? categories[0] : categories.find((category) => category.slug === slug);
  if (!current) {
    if (slug !== undefined) notFound();
    return <EmptyState picture="/images/empty-search.webp" title={text.emptyShop} hint={text.emptyShopHint} />;
  }
  const listing: Listing = { ...wanted, category: null };
  const found = await listProducts(shop, { ...listing, category: current.slug });
  const path = `/categories/${current.slug}`;
  const isEmpty = found.products.length === 0;
  return (
    <main className="flex grow flex-col">
      <div className="sticky top-0 z-20 flex border-line border-b bg-card px-4 py-2 pt-[calc(0.5rem+env(safe-area-inset-top))]">
        <SearchBox hint={text.searchHint} />
      </div>
      <div className="flex grow">
        <Rail categories={categories} current={current.slug} />
        <section className="min-w-0 grow p-3" aria-labelledby="category">
          <h1 id="category" lang={ownersLang()} className="mb-2.5 px-1 font-bold text-lg">
            {current.name}
          </h1>
          {(!isEmpty || isFiltered(listing)) && (
            <div className="mb-2.5">
              <SortBar path={path} listing={listing} />
            </div>
          )}
          {isEmpty && isFiltered(listing) && <NothingLeft path={path} listing={listing} />}
          {isEmpty && !isFiltered(listing) && (
            <EmptyState picture="/images/empty-search.webp" title={text.emptyCategory} hint={text.emptyCategoryHint} />
          )}
          <ProductList path={path} listing={listing} found={found} look="rows" />
        </section>
      </div>
    </main>
  );
}

function Rail({ categories, current }: { categories: CategoryView[]; current: string }) {
  return (
    <nav aria-label={text.allCategories} className="w-24 shrink-0 bg-card">
      <ul className="sticky top-16">
        {categories.map(({ slug, name }) => (
          <li key={slug}>
            <Link
              href={`/categories/${slug}`}
              aria-current={slug === current ? "page" : undefined}
              className="relative grid min-h-13 place-items-center px-2 text-center text-ink-2 text-sm before:absolute before:inset-y-0 before:left-0 before:my-auto before:h-5 before:w-1 before:rounded-r-full aria-[current]:bg-paper aria-[current]:font-semibold aria-[current]:text-brand aria-[current]:before:bg-brand"
            >
              <span lang={ownersLang()}>{name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
