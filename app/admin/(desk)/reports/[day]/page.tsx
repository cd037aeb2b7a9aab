import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/button";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { may } from "@/lib/shop/owners/role";
import { billersOf } from "@/lib/shop/reports/fetch-bills";
import { getReport, listReportLines, REPORT_TABS, type ReportSummary, type ReportTab } from "@/lib/shop/reports/get-report";
import { ActionForm } from "../../../form/action-form";
import { Submit } from "../../../form/submit";
import { requireMember } from "../../../member";
import { Facts } from "../../../parts/facts";
import { PageTitle } from "../../../parts/page-title";
import { Section } from "../../../parts/section";
import { type Tab, Tabs } from "../../../parts/tabs";
import { Time } from "../../../parts/time";
import { reconcileAction } from "../actions";
import { ReportBadges } from "../status-badge";
import { text } from "../text";
import { ReportLines } from "./report-lines";
import { Sums } from "./sums";

const MOST = 500;

export async function generateMetadata({ params }: PageProps<"/admin/reports/[day]">): Promise<Metadata> {
  const { day } = await params;
  return { title: text.day(day) };
}

export default async function ReportPage({ params, searchParams }: PageProps<"/admin/reports/[day]">) {
  const { day } = await params;
  const member = await requireMember("money.read", `/admin/reports/${day}`);
  const { show } = await searchParams;
  const current = REPORT_TABS.find((tab) => tab === show) ?? "all";
  const shop = getShop();
  const report = await getReport(shop, day);
  if (!report) notFound();
  const lines = await listReportLines(shop, day, { show: current, most: MOST });
  return (
    <>
      <PageTitle
        title={
          <>
            <span className="tabular-nums">{text.day(day)}</span>
            <ReportBadges report={report} />
          </>
        }
        back={{ href: "/admin/reports", name: text.back }}
      >
        {report.reconciledAt && (
          <a href={`/admin/reports/${day}/csv`} download className={buttonClass("outline")}>
            {text.csv}
          </a>
        )}
      </PageTitle>
      <div className="mb-6 grid items-start gap-4 lg:grid-cols-[1fr_20rem]">
        {report.reconciledAt ? (
          <Sums report={report} />
        ) : (
          <p className="py-3 text-ink-2 text-sm">{text.notYet[report.status] ?? text.notYet.waiting}</p>
        )}
        <About report={report} canRun={billersOf(shop).length > 0 && may(member, "money.settle")} />
      </div>
      {report.reconciledAt && (
        <>
          <h2 className="mb-2 font-semibold text-base">{text.lines}</h2>
          <Tabs label={text.showLabel} tabs={tabsOf(report)} current={current} />
          {current === "other" && <p className="mb-3 max-w-3xl text-ink-2 text-sm">{text.otherHint}</p>}
          <ReportLines lines={lines} nothing={NOTHING[current]} />
          {lines.length === MOST && <p className="mt-3 text-ink-3 text-sm">{text.tooMany(MOST)}</p>}
        </>
      )}
    </>
  );
}

const NOTHING: Record<ReportTab, string> = { all: text.noLines, broken: text.noBroken, other: text.noOther };

function tabsOf({ day, differences, other }: ReportSummary): Tab[] {
  const base = `/admin/reports/${day}`;
  const tabs: Tab[] = [
    { key: "all", href: base as Route, name: text.show.all },
    { key: "broken", href: `${base}?show=broken` as Route, name: text.show.broken, count: differences, loud: true },
  ];
  const others = other.payments + other.refunds;
  return others === 0 ? tabs : [...tabs, { key: "other", href: `${base}?show=other` as Route, name: text.show.other, count: others }];
}

function About({ report, canRun }: { report: ReportSummary; canRun: boolean }) {
  const { day, dueAt, startedAt, reconciledAt, lastAnswer, differences, unreadable } = report;
  return (
    <Section title={text.about}>
      <Facts
        facts={[
          [text.reconciledAt, reconciledAt && <Time key="t" at={reconciledAt} />],
          [text.nextLook, dueAt && <Time key="t" at={dueAt} />],
          [text.running, startedAt && <Time key="t" at={startedAt} />],
          [text.lastAnswer, lastAnswer && (text.answers[lastAnswer] ?? lastAnswer)],
        ]}
      />
      {unreadable > 0 && <p className="mt-2 text-brand-deep text-sm">{text.unreadable(unreadable)}</p>}
      {differences > 0 && (
        <p className="mt-1 text-sm">
          <Link href="/admin/discrepancies" className="inline-flex min-h-11 items-center text-alipay underline underline-offset-2">
            {text.toDiscrepancies}
          </Link>
        </p>
      )}
      {canRun && (
        <ActionForm action={reconcileAction} className="mt-3" label={text.runAgain}>
          <input type="hidden" name="day" value={day} />
          <Submit kind="outline">{text.runAgain}</Submit>
        </ActionForm>
      )}
    </Section>
  );
}
