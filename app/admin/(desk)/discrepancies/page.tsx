import type { Metadata, Route } from "next";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countOpenDiscrepancies, listDiscrepancies } from "@/lib/shop/discrepancies/list-discrepancies";
import { listWaitingForRefund } from "@/lib/shop/discrepancies/waiting-refund";
import { may } from "@/lib/shop/owners/role";
import { readHeldPayments } from "@/lib/shop/refunds/read-held-payments";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { Tabs } from "../../parts/tabs";
import { DiscrepancyCard } from "./discrepancy-card";
import { KindFilter } from "./kind-filter";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function DiscrepanciesPage({ searchParams }: PageProps<"/admin/discrepancies">) {
  const member = await requireMember("money.read", "/admin/discrepancies");
  const { show, kind, after } = await searchParams;
  const which = show === "resolved" ? "resolved" : "open";
  const current = typeof kind === "string" ? kind : "";
  const isBehind = typeof after === "string";
  const shop = getShop();
  const [list, open] = await Promise.all([
    listDiscrepancies(shop, which, { ...(current && { kind: current }), ...(isBehind && { after }) }),
    countOpenDiscrepancies(shop),
  ]);
  const { discrepancies, kinds, next } = list;
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
      <KindFilter kinds={kinds} current={current} which={which} />
      {discrepancies.length === 0 && <Nothing which={which} ofKind={current !== ""} />}
      <ul className="grid items-start gap-4 lg:grid-cols-2">
        {discrepancies.map((discrepancy) => (
          <li key={discrepancy.id}>
            <DiscrepancyCard
              discrepancy={discrepancy}
              held={held.get(discrepancy.tradeNo ?? "")}
              isRefundWaiting={waiting.has(discrepancy.id)}
              mayDecide={may(member, "money.settle")}
            />
          </li>
        ))}
      </ul>
      <Pager
        first={isBehind ? listHref({ which, kind: current }) : null}
        next={next ? listHref({ which, kind: current, after: next }) : null}
      />
    </>
  );
}

function Nothing({ which, ofKind }: { which: "open" | "resolved"; ofKind: boolean }) {
  if (ofKind) return <EmptyState title={text.nothingOfKind} />;
  return which === "open" ? (
    <EmptyState title={text.nothingOpen} hint={text.nothingOpenHint} />
  ) : (
    <EmptyState title={text.nothingResolved} />
  );
}

function listHref({ which, kind, after }: { which: "open" | "resolved"; kind: string; after?: string }): Route {
  const query = new URLSearchParams({ ...(which === "resolved" && { show: which }), ...(kind && { kind }), ...(after && { after }) });
  return `/admin/discrepancies${query.size > 0 ? `?${query}` : ""}` as Route;
}
