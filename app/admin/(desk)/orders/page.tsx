import type { Metadata, Route } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listOwnerOrders } from "@/lib/shop/orders/list-owner-orders";
import { OWNER_ORDER_TABS, type OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";
import { requireOwner } from "../../owner";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { SearchBox } from "../../parts/search-box";
import { Tabs } from "../../parts/tabs";
import { HeldGoods } from "../held-goods/held-goods";
import { BulkLink } from "./bulk-link";
import { OrderRows } from "./order-rows";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function OrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  await requireOwner("/admin/orders");
  const { tab, q, after } = await searchParams;
  const current = OWNER_ORDER_TABS.find((one) => one === tab) ?? "all";
  const search = typeof q === "string" ? q : "";
  const isBehind = typeof after === "string";
  const list = await listOwnerOrders(getShop(), { tab: current, search, ...(isBehind && { after }) });
  const tabs = OWNER_ORDER_TABS.map((key) => ({
    key,
    href: listHref({ tab: key, search }),
    name: text.tabs[key],
    count: list.counts[key],
    loud: key === "paid" || key === "trouble",
  }));
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title}>
        <div className="flex flex-wrap gap-2">
          {/* No link of Next's: the browser lets a page use the camera only where its document was loaded for it. */}
          <a href="/admin/ship" className={buttonClass("outline")}>
            {text.oneByOne}
          </a>
          <BulkLink tab={current} search={search} />
        </div>
      </PageTitle>
      <SearchBox action="/admin/orders" value={search} placeholder={text.search} keep={current === "all" ? {} : { tab: current }} />
      <Tabs label={text.tabsLabel} tabs={tabs} current={current} />
      {current === "pending" && <HeldGoods />}
      {list.orders.length === 0 ? <Nothing search={search} isAll={current === "all"} /> : <OrderRows orders={list.orders} />}
      <Pager
        first={isBehind ? listHref({ tab: current, search }) : null}
        next={list.next ? listHref({ tab: current, search, after: list.next }) : null}
      />
    </>
  );
}

function Nothing({ search, isAll }: { search: string; isAll: boolean }) {
  if (!search && isAll) return <EmptyState title={text.none} hint={text.noneHint} />;
  return <EmptyState title={search ? text.nothingFound : text.nothing} />;
}

function listHref({ tab, search, after }: { tab: OwnerOrderTab; search: string; after?: string }): Route {
  const query = new URLSearchParams({ ...(tab !== "all" && { tab }), ...(search && { q: search }), ...(after && { after }) });
  return `/admin/orders${query.size > 0 ? `?${query}` : ""}` as Route;
}
