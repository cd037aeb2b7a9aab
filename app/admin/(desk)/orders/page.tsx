import type { Metadata } from "next";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { dayOf } from "@/lib/shop/day";
import { ALL_DAYS } from "@/lib/shop/day-range";
import { listOwnerOrders } from "@/lib/shop/orders/list-owner-orders";
import { OWNER_ORDER_TABS } from "@/lib/shop/orders/owner-order-tab";
import { may } from "@/lib/shop/owners/role";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { PickDays } from "../../parts/pick-days";
import { RefreshOnReturn } from "../../parts/refresh-on-return";
import { SearchBox } from "../../parts/search-box";
import { Tabs } from "../../parts/tabs";
import { HeldGoods } from "../held-goods/held-goods";
import { BulkLink } from "./bulk-link";
import { listHref, orderHref, queryOf, readShown, type Shown } from "./list-href";
import { OrderRows } from "./order-rows";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function OrdersPage({ searchParams }: PageProps<"/admin/orders">) {
  const member = await requireMember("orders.read", "/admin/orders");
  const { after, ...shown } = readShown(await searchParams);
  const { tab } = shown;
  const shop = getShop();
  const list = await listOwnerOrders(shop, { ...shown, after });
  const hrefOf = (no: string) => orderHref(no, { ...shown, ...(after && { after }) });
  const rows = <OrderRows orders={list.orders} hasMoney={may(member, "money.read")} hrefOf={hrefOf} />;
  const tabs = OWNER_ORDER_TABS.map((key) => ({
    key,
    href: listHref({ ...shown, tab: key }),
    name: text.tabs[key],
    count: list.counts[key],
    loud: key === "paid" || key === "trouble",
  }));
  return (
    <>
      <RefreshOnReturn />
      <PageTitle title={text.title}>
        {may(member, "orders.ship") && (
          <div className="flex flex-wrap gap-2">
            {/* No link of Next's: the browser lets a page use the camera only where its document was loaded for it. */}
            <a href="/admin/ship" className={buttonClass("outline")}>
              {text.oneByOne}
            </a>
            <BulkLink query={new URLSearchParams({ ...queryOf(shown), ...(shown.search && { tab }) })} />
          </div>
        )}
      </PageTitle>
      <SearchBox action="/admin/orders" value={shown.search} placeholder={text.search} keep={queryOf({ ...shown, search: "" })} />
      <PickDays
        action="/admin/orders"
        days={shown.days}
        today={dayOf(shop.now())}
        hrefOf={(days) => listHref({ ...shown, days })}
        keep={queryOf({ ...shown, days: ALL_DAYS })}
        label={text.placedOn}
        mayBeOpen
      />
      <Tabs label={text.tabsLabel} tabs={tabs} current={tab} />
      {tab === "pending" && may(member, "orders.close") && <HeldGoods />}
      {list.orders.length === 0 ? <Nothing shown={shown} /> : rows}
      <Pager first={after ? listHref(shown) : null} next={list.next ? listHref({ ...shown, after: list.next }) : null} />
    </>
  );
}

function Nothing({ shown: { tab, search, days } }: { shown: Shown }) {
  const isAll = tab === "all" && !days.from && !days.to;
  if (!search && isAll) return <EmptyState title={text.none} hint={text.noneHint} />;
  return <EmptyState title={search ? text.nothingFound : text.nothing} />;
}
