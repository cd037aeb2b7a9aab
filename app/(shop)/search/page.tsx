import type { Metadata } from "next";
import { clientIp } from "@/app/client-ip";
import { currentProfile } from "@/app/current-profile";
import { isForEverybody } from "@/app/for-everybody";
import { BackLink } from "@/components/back-link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { hrefOf } from "@/components/href";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { ProductTiles } from "@/components/product-tiles";
import { SearchBox } from "@/components/search-box";
import { componentsText } from "@/components/text";
import { KeepPlace } from "@/components/trail";
import { ownersLang } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listCategories } from "@/lib/shop/catalog/list-categories";
import { listBestSellers, listProducts } from "@/lib/shop/catalog/list-products";
import type { Listing } from "@/lib/shop/catalog/listing";
import { searchProducts } from "@/lib/shop/catalog/search-products";
import { searchInTurn } from "@/lib/shop/catalog/search-turn";
import { catalogText } from "../catalog-text";
import { isFiltered, readListing } from "../listing-params";
import { ProductList } from "../product-list";
import { readQuery } from "../read-query";
import { requireOpen } from "../require-open";
import { NothingLeft, SortBar } from "../sort-bar";

const text = catalogText.search;

export async function generateMetadata({ searchParams }: PageProps<"/search">): Promise<Metadata> {
  await requireOpen();
  const query = readQuery((await searchParams).q);
  return { title: query ? text.of(query) : text.title, robots: { index: false } };
}

export default async function SearchPage({ searchParams }: PageProps<"/search">) {
  await requireOpen();
  const params = await searchParams;
  const query = readQuery(params.q);
  return (
    <main>
      <header className="sticky top-0 z-20 flex items-center border-line border-b bg-card py-2 pt-[calc(0.5rem+env(safe-area-inset-top))] pr-4">
        <BackLink parent="/" label={componentsText.back} className="grid size-12 shrink-0 place-items-center active:text-ink-2">
          <Icon name="back" />
        </BackLink>
        <SearchBox query={query} hint={catalogText.searchHint} hasFocus={query === ""} />
      </header>
      <h1 className="sr-only">{query ? text.of(query) : text.title}</h1>
      {query ? <Results query={query} listing={readListing(params)} /> : <Suggestions />}
    </main>
  );
}

/** A page for everybody is made in the turn of whoever asked for it (lib/server/pages). */
async function search(wanted: Listing & { query: string }) {
  const shop = getShop();
  const find = () => searchProducts(shop, wanted);
  return (await isForEverybody()) ? { ok: true as const, found: await find() } : searchInTurn(shop, await clientIp(), find);
}

async function Results({ query, listing }: { query: string; listing: Listing }) {
  const shop = getShop();
  const [searched, categories] = await Promise.all([search({ query, ...listing }), listCategories(shop)]);
  if (!searched.ok) return <EmptyState title={text.busy} hint={text.busyHint} />;
  const { found } = searched;
  const count = found.products.length;
  if (count === 0 && !isFiltered(listing) && listing.after === null) return <Nothing query={query} />;
  return (
    <section className="px-4 pt-3">
      <SortBar path="/search" query={{ q: query }} listing={listing} categories={categories} />
      <p role="status" className="py-3 text-ink-2 text-sm">
        {count > 0 && text.found(count, found.next !== null || listing.after !== null)}
      </p>
      {count === 0 && <NothingLeft path="/search" query={{ q: query }} listing={listing} />}
      <ProductList path="/search" query={{ q: query }} listing={listing} found={found} look="tiles" />
    </section>
  );
}

const MOST_OTHERS = 6;

/** Says that nothing was found, and shows what sells, or in a shop that has sold nothing yet what the owner put first; each is called what it is. */
async function Nothing({ query }: { query: string }) {
  const shop = getShop();
  const best = await listBestSellers(shop);
  const products = best.length > 0 ? best : (await listProducts(shop, {})).products.slice(0, MOST_OTHERS);
  return (
    <>
      <div role="status">
        <EmptyState picture="/images/empty-search.webp" title={text.none(query)} hint={text.noneHint}>
          <Link href="/categories" className={buttonClass("outline")}>
            {catalogText.allCategories}
          </Link>
        </EmptyState>
      </div>
      {products.length > 0 && (
        <section className="px-4 pb-6" aria-labelledby="others">
          <h2 id="others" className="mb-3 font-bold text-lg">
            {best.length > 0 ? text.bestSellers : text.others}
          </h2>
          <KeepPlace />
          <ProductTiles products={products} />
        </section>
      )}
    </>
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
              href={hrefOf("/search", { q: word })}
              className="grid min-h-11 place-items-center rounded-full bg-card px-4.5 text-sm active:bg-line"
            >
              <span lang={ownersLang()}>{word}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
