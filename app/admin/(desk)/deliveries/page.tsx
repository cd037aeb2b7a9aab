import type { Metadata, Route } from "next";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listDeliveries } from "@/lib/shop/inbox/list-deliveries";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { Tabs } from "../../parts/tabs";
import { DeliveryRows } from "./delivery-rows";
import { ExplainLink } from "./explain-link";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function DeliveriesPage({ searchParams }: PageProps<"/admin/deliveries">) {
  await requireMember("contract", "/admin/deliveries");
  const { show, after } = await searchParams;
  const onlyBad = show === "bad";
  const isBehind = typeof after === "string";
  const { deliveries, next } = await listDeliveries(getShop(), { onlyBad, ...(isBehind && { after }) });
  const base = onlyBad ? "/admin/deliveries?show=bad" : "/admin/deliveries";
  const tabs = [
    { key: "all", href: "/admin/deliveries", name: text.tabs.all },
    { key: "bad", href: "/admin/deliveries?show=bad", name: text.tabs.bad },
  ] as const;
  return (
    <>
      <PageTitle title={text.title} />
      <p className="text-ink-2 text-sm">{text.lead}</p>
      <ExplainLink />
      <Tabs label={text.tabsLabel} tabs={tabs} current={onlyBad ? "bad" : "all"} />
      {deliveries.length === 0 ? (
        <EmptyState title={text.nothing} />
      ) : (
        <div className="rounded-card border border-line bg-card px-4 py-1">
          <DeliveryRows deliveries={deliveries} />
        </div>
      )}
      <Pager first={isBehind ? base : null} next={next ? (`${base}${onlyBad ? "&" : "?"}after=${next}` as Route) : null} />
    </>
  );
}
