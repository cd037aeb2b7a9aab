import type { Metadata } from "next";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countOpenDiscrepancies, listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { listWaitingForRefund } from "@/lib/shop/discrepancies/waiting-refund";
import { readHeldPayments } from "@/lib/shop/refunds/read-held-payments";
import { requireOwner } from "../../owner";
import { PageTitle } from "../../parts/page-title";
import { Tabs } from "../../parts/tabs";
import { DiscrepancyCard } from "./discrepancy-card";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function DiscrepanciesPage({ searchParams }: PageProps<"/admin/discrepancies">) {
  await requireOwner("/admin/discrepancies");
  const which = (await searchParams).show === "resolved" ? "resolved" : "open";
  const shop = getShop();
  const [discrepancies, open] = await Promise.all([listDiscrepancies(shop, which), countOpenDiscrepancies(shop)]);
  const tradeNos = discrepancies.map(({ tradeNo }) => tradeNo);
  const [held, waiting] = await Promise.all([readHeldPayments(shop, tradeNos), listWaitingForRefund(shop, discrepancies)]);
  const tabs = [
    { key: "open", href: "/admin/discrepancies", name: text.tabs.open, count: open, loud: true },
    { key: "resolved", href: "/admin/discrepancies?show=resolved", name: text.tabs.resolved },
  ] as const;
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-2 text-ink-2 text-sm">{text.lead}</p>
      <Tabs label={text.tabsLabel} tabs={tabs} current={which} />
      {discrepancies.length === 0 && which === "open" && <EmptyState title={text.nothingOpen} hint={text.nothingOpenHint} />}
      {discrepancies.length === 0 && which === "resolved" && <EmptyState title={text.nothingResolved} />}
      <ul className="grid items-start gap-4 lg:grid-cols-2">
        {discrepancies.map((discrepancy) => (
          <li key={discrepancy.id}>
            <DiscrepancyCard
              discrepancy={discrepancy}
              held={held.get(discrepancy.tradeNo ?? "")}
              isRefundWaiting={waiting.has(discrepancy.id)}
            />
          </li>
        ))}
      </ul>
    </>
  );
}
