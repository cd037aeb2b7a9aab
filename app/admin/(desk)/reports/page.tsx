import type { Metadata, Route } from "next";
import Link from "next/link";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { dayAfter, dayOf } from "@/lib/shop/day";
import { formatFen } from "@/lib/shop/money";
import { may } from "@/lib/shop/owners/role";
import { billersOf } from "@/lib/shop/reports/fetch-bills";
import { listReports, type ReportSummary } from "@/lib/shop/reports/get-report";
import { ActionForm } from "../../form/action-form";
import { FormField } from "../../form/form-field";
import { Submit } from "../../form/submit";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { Section } from "../../parts/section";
import { reconcileAction } from "./actions";
import { ReportBadges } from "./status-badge";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

export default async function ReportsPage({ searchParams }: PageProps<"/admin/reports">) {
  const member = await requireMember("money.read", "/admin/reports");
  const { before } = await searchParams;
  const isBehind = typeof before === "string";
  const shop = getShop();
  const hasBill = billersOf(shop).length > 0;
  const { reports, next } = await listReports(shop, isBehind ? { before } : {});
  return (
    <>
      <PageTitle title={text.title} />
      <p className="mb-4 max-w-3xl text-ink-2 text-sm">{hasBill ? text.lead : text.noBill}</p>
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_18rem]">
        <div>
          {reports.length === 0 && hasBill && <EmptyState title={text.nothing} hint={text.nothingHint} />}
          <ReportList reports={reports} />
          <Pager first={isBehind ? "/admin/reports" : null} next={next ? (`/admin/reports?before=${next}` as Route) : null} />
        </div>
        {hasBill && may(member, "money.settle") && <PickDay yesterday={dayAfter(dayOf(shop.now()), -1)} />}
      </div>
    </>
  );
}

function ReportList({ reports }: { reports: readonly ReportSummary[] }) {
  if (reports.length === 0) return null;
  return (
    <ul className="divide-y divide-line rounded-card border border-line bg-card px-4">
      {reports.map((report) => (
        <li key={report.day}>
          <Link
            href={`/admin/reports/${report.day}`}
            className="grid grid-cols-[1fr_auto] items-center gap-x-3 gap-y-1 py-3 text-sm md:grid-cols-[7rem_1fr_auto_1.25rem]"
          >
            <span className="font-medium tabular-nums">{report.day}</span>
            <span className="justify-self-end md:justify-self-start">
              <ReportBadges report={report} />
            </span>
            <Took report={report} />
            <Icon name="next" className="hidden size-4 text-ink-3 md:block" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Took({ report: { reconciledAt, ours, other } }: { report: ReportSummary }) {
  const others = other.payments + other.refunds;
  if (!reconciledAt || ours.payments + ours.refunds + others === 0) return <span className="hidden md:block" />;
  return (
    <span className="col-span-2 flex flex-wrap gap-x-4 whitespace-nowrap text-ink-2 tabular-nums md:col-span-1 md:justify-end">
      {ours.payments > 0 && (
        <span>
          {text.payments} {text.count(ours.payments)} {formatFen(ours.paymentsFen)}
        </span>
      )}
      {ours.refunds > 0 && (
        <span>
          {text.refunds} {text.count(ours.refunds)} {formatFen(ours.refundsFen)}
        </span>
      )}
      {others > 0 && (
        <span className="text-ink-3">
          {text.other} {text.count(others)}
        </span>
      )}
    </span>
  );
}

function PickDay({ yesterday }: { yesterday: string }) {
  return (
    <Section title={text.pick}>
      <ActionForm action={reconcileAction} className="flex flex-col gap-3" label={text.pick}>
        <FormField label={text.date} name="day" type="date" defaultValue={yesterday} max={yesterday} required />
        <Submit kind="outline">{text.run}</Submit>
      </ActionForm>
    </Section>
  );
}
