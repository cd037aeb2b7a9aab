import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { readLowStock } from "@/lib/shop/alerts/low-stock";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerProducts } from "@/lib/shop/catalog/list-owner-products";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { SearchBox } from "../../parts/search-box";
import { Tabs } from "../../parts/tabs";
import { ProductRows } from "./product-rows";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

/** low: nearly sold out. */
const FILTERS = ["all", "on", "off", "low"] as const satisfies readonly (keyof typeof text.tabs)[];
type ShownProducts = (typeof FILTERS)[number];

/** Three side by side on the narrowest phone. */
const narrow = "max-md:px-4!";

export default async function ProductsPage({ searchParams }: PageProps<"/admin/products">) {
  const member = await requireMember("goods.read", "/admin/products");
  const mayWrite = may(member, "goods.write");
  const { q, show, after } = await searchParams;
  const search = typeof q === "string" ? q : "";
  const filter = FILTERS.find((one) => one === show) ?? "all";
  const isBehind = typeof after === "string";
  const shop = getShop();
  const scarceAt = await readLowStock(shop);
  const list = await listOwnerProducts(shop, { search, filter, scarceAt, ...(isBehind && { after }) });
  const tabs = FILTERS.map((key) => ({ key, href: listHref({ filter: key, search }), name: text.tabs[key] }));
  return (
    <>
      <PageTitle title={text.title}>
        {mayWrite && (
          <span className="flex flex-wrap gap-2">
            <Link href="/admin/products/sheet" className={buttonClass("outline", narrow)}>
              {text.sheet}
            </Link>
            <Link href="/admin/products/recommended" className={buttonClass("outline", narrow)}>
              {text.recommended}
            </Link>
            <Link href="/admin/products/new" className={buttonClass("primary", narrow)}>
              {text.add}
            </Link>
          </span>
        )}
      </PageTitle>
      <SearchBox action="/admin/products" value={search} placeholder={text.search} keep={filter === "all" ? {} : { show: filter }} />
      <Tabs label={text.tabsLabel} tabs={tabs} current={filter} />
      {list.products.length === 0 ? (
        <Nothing search={search} isAll={filter === "all"} mayWrite={mayWrite} />
      ) : (
        <ProductRows products={list.products} mayWrite={mayWrite} />
      )}
      <Pager
        first={isBehind ? listHref({ filter, search }) : null}
        next={list.next ? listHref({ filter, search, after: list.next }) : null}
      />
    </>
  );
}

function Nothing({ search, isAll, mayWrite }: { search: string; isAll: boolean; mayWrite: boolean }) {
  if (!search && isAll) return <EmptyState title={text.none} {...(mayWrite && { hint: text.noneHint })} />;
  return <EmptyState title={search ? text.nothingFound : text.nothing} />;
}

function listHref({ filter, search, after }: { filter: ShownProducts; search: string; after?: string }): Route {
  const query = new URLSearchParams({ ...(filter !== "all" && { show: filter }), ...(search && { q: search }), ...(after && { after }) });
  return `/admin/products${query.size > 0 ? `?${query}` : ""}` as Route;
}
