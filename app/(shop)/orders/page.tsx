import type { Metadata } from "next";
import { headers } from "next/headers";
import { currentBuyer } from "@/app/current-buyer";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { hrefOf } from "@/components/href";
import { Link } from "@/components/link";
import { PageHeader } from "@/components/page-header";
import { forScripts } from "@/lib/language/words";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countOwnOrders, type OpenCounts } from "@/lib/shop/orders/count-own-orders";
import { listOrders, type OrderTab } from "@/lib/shop/orders/list-orders";
import { browserKind } from "./browser-kind";
import { MoreOrders } from "./more-orders";
import { OrderCard } from "./order-card";
import { RememberOrders } from "./remember-orders";
import { moreWords } from "./script-text";
import { seenOrder } from "./seen-order";
import { ordersText } from "./text";

const text = ordersText.list;

export function generateMetadata(): Metadata {
  return { title: text.title, robots: { index: false, follow: false } };
}

const TABS = Object.keys(ordersText.tabs) as OrderTab[];

export default async function OrdersPage({ searchParams }: PageProps<"/orders">) {
  const query = await searchParams;
  const tab = TABS.find((key) => key === query.tab) ?? "all";
  const before = typeof query.before === "string" ? query.before : undefined;
  const buyer = await currentBuyer();
  const { orders, next } = buyer ? await listOrders(getShop(), buyer.id, { tab, before }) : { orders: [], next: null };
  const counts = buyer ? await countOwnOrders(getShop(), buyer.id) : {};
  const browser = browserKind((await headers()).get("user-agent"));
  const now = getShop().now();
  return (
    <>
      <RememberOrders seen={orders.map((order) => seenOrder(order, now))} />
      <PageHeader title={text.title} back="/me" />
      <Tabs current={tab} counts={counts} />
      <main className="space-y-3 p-3">
        {orders.length === 0 && <NoOrders tab={tab} />}
        {orders.map((order) => (
          <OrderCard key={order.no} order={order} browser={browser} />
        ))}
        {orders.length > 0 && <MoreOrders words={forScripts(moreWords)} key={`${tab} ${before}`} tab={tab} next={next} />}
        {before && (
          <p className="text-center">
            <Link href={hrefOf("/orders", { tab })} className={buttonClass("plain")}>
              {text.newest}
            </Link>
          </p>
        )}
        {orders.length > 0 && (
          <p className="text-balance text-center text-ink-3 text-sm">
            {text.emptyHint}{" "}
            <Link href="/orders/lookup" className="inline-block py-3 text-alipay">
              {text.lookup}
            </Link>
            {" · "}
            <Link href="/addresses" className="inline-block py-3 text-alipay">
              {text.addresses}
            </Link>
          </p>
        )}
      </main>
    </>
  );
}

function Tabs({ current, counts }: { current: OrderTab; counts: OpenCounts }) {
  return (
    <nav
      aria-label={text.tabsLabel}
      className="sticky top-13 z-10 grid grid-cols-[repeat(6,minmax(2.75rem,auto))] border-line border-b bg-card"
    >
      {TABS.map((key) => (
        <Link
          key={key}
          href={hrefOf("/orders", key === "all" ? {} : { tab: key })}
          aria-current={key === current ? "page" : undefined}
          replace
          scroll={false}
          className="grid min-h-11 place-items-center border-transparent border-b-2 text-ink-2 text-sm aria-[current]:border-brand aria-[current]:font-semibold aria-[current]:text-brand"
        >
          <span className="relative">
            {ordersText.tabs[key]}
            {counts[key] !== undefined && (
              <span className="absolute -top-2 left-full -ml-1 min-w-4 rounded-full bg-brand px-1 text-center font-medium text-[0.6875rem] text-white tabular-nums leading-4">
                {counts[key] > 99 ? "99+" : counts[key]}
              </span>
            )}
          </span>
        </Link>
      ))}
    </nav>
  );
}

function NoOrders({ tab }: { tab: OrderTab }) {
  return (
    <EmptyState picture="/images/empty-orders.webp" title={tab === "all" ? text.empty : text.emptyTab} hint={text.emptyHint}>
      <Link href="/" className={buttonClass("primary")}>
        {ordersText.detail.goOn}
      </Link>
      <Link href="/orders/lookup" className={buttonClass("outline")}>
        {text.lookup}
      </Link>
    </EmptyState>
  );
}
