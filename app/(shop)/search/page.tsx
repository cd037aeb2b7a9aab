import type { Metadata } from "next";
import Link from "next/link";
import { currentProfile } from "@/app/current-profile";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { Pager } from "@/components/pager";
import { ProductTile } from "@/components/product-card";
import { SearchBox } from "@/components/search-box";
import { componentsText } from "@/components/text";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { searchProducts } from "@/lib/shop/catalog/search-products";
import { catalogText } from "../catalog-text";
import { pageNumber } from "../page-number";

const text = catalogText.search;

export async function generateMetadata({ searchParams }: PageProps<"/search">): Promise<Metadata> {
  const query = queryOf((await searchParams).q);
  return { title: query ? text.of(query) : text.title, robots: { index: false } };
}

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  const { q, page } = await searchParams;
  const query = queryOf(q);
  return (
    <main>
      <header className="sticky top-0 z-20 flex items-center border-line border-b bg-card py-2 pt-[calc(0.5rem+env(safe-area-inset-top))] pr-4">
        <Link href="/" aria-label={componentsText.back} className="grid size-12 shrink-0 place-items-center active:text-ink-2">
          <Icon name="back" />
        </Link>
        <SearchBox query={query} hint={catalogText.searchHint} hasFocus={query === ""} />
      </header>
      <h1 className="sr-only">{query ? text.of(query) : text.title}</h1>
      {query ? <Results query={query} page={pageNumber(page)} /> : <Suggestions />}
    </main>
  );
}

async function Results({ query, page }: { query: string; page: number }) {
  const { products, hasMore } = await searchProducts(getShop(), { query, page });
  if (products.length === 0) return <Nothing query={query} page={page} />;
  return (
    <section className="px-4">
      <p role="status" className="py-3 text-ink-2 text-sm">
        {text.found(products.length, hasMore || page > 1)}
      </p>
      <ul className="grid grid-cols-2 gap-3">
        {products.map((product, index) => (
          <li key={product.slug}>
            <ProductTile product={product} isFirst={index < 4} />
          </li>
        ))}
      </ul>
      <Pager path="/search" query={{ q: query }} page={page} hasMore={hasMore} />
    </section>
  );
}

function Nothing({ query, page }: { query: string; page: number }) {
  const isPastTheEnd = page > 1;
  return (
    <div role="status">
      <EmptyState
        picture="/images/empty-search.webp"
        title={isPastTheEnd ? text.noMorePages : text.none(query)}
        hint={isPastTheEnd ? undefined : text.noneHint}
      >
        {isPastTheEnd ? (
          <Link href={{ pathname: "/search", query: { q: query } }} className={buttonClass("outline")}>
            {text.toFirstPage}
          </Link>
        ) : (
          <Link href="/categories" className={buttonClass("outline")}>
            {catalogText.allCategories}
          </Link>
        )}
      </EmptyState>
    </div>
  );
}

async function Suggestions() {
  const { hotWords } = await currentProfile();
  return (
    <section className="px-4 py-5" aria-label={text.title}>
      <p className="mb-5 text-ink-2 text-sm">{text.empty}</p>
      {hotWords.length > 0 && <h2 className="mb-3 font-semibold">{text.popular}</h2>}
      <ul className="flex flex-wrap gap-2.5">
        {hotWords.map((word) => (
          <li key={word}>
            <Link
              href={{ pathname: "/search", query: { q: word } }}
              prefetch={false}
              className="grid min-h-11 place-items-center rounded-full bg-card px-4.5 text-sm active:bg-line"
            >
              {word}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The query without control characters and cut to fifty characters; empty for a doubled parameter. */
function queryOf(value: string | string[] | undefined): string {
  return typeof value === "string"
    ? value
        .replace(/\p{Cc}/gu, "")
        .trim()
        .slice(0, 50)
    : "";
}
