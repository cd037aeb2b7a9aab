import type { Metadata, Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type Filter, readFilter, writeChoice } from "@/lib/shop/dispatch/choice";
import { type ChoosableOrder, listChoosable } from "@/lib/shop/dispatch/list-choosable";
import { requireMember } from "../../../member";
import { Badge, StatusBadge } from "../../../parts/badge";
import { PageTitle } from "../../../parts/page-title";
import { Pager } from "../../../parts/pager";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { FilterForm } from "./filter-form";
import { bulkText as text } from "./text";
import { TickAll } from "./tick-all";

export const metadata: Metadata = { title: text.title };

const FORM = "chosen";

/** Many orders at once: some that are ticked, or all that are found, on packing slips, in a file, or sent by a file. */
export default async function BulkPage({ searchParams }: PageProps<"/admin/orders/bulk">) {
  await requireMember("orders.ship", "/admin/orders/bulk");
  const given = await searchParams;
  const { after, problem } = given;
  const filter = readFilter(given, "paid");
  const isBehind = typeof after === "string";
  const { orders, count, isMore, next } = await listChoosable(getShop(), filter, isBehind ? after : undefined);
  return (
    <>
      <PageTitle title={text.title} back={{ href: "/admin/orders", name: text.back }} />
      <FilterForm filter={filter} />
      <Notice kind="error" className="mb-4">
        {(problem === "none" || problem === "too_many") && text.problems[problem]}
      </Notice>
      {/* Plain GET: what is ticked goes to the page or the file that a button names, also without JavaScript. */}
      <form id={FORM} method="get" action="/admin/slips" className="grid gap-4">
        {writeChoice(filter).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {orders.length > 0 ? (
          <Orders orders={orders} found={text.found(count, isMore)} />
        ) : (
          <EmptyState title={text.none} hint={text.noneHint} />
        )}
        <Pager first={isBehind ? hrefOf(filter) : null} next={next ? hrefOf(filter, next) : null} />
        {orders.length > 0 && <Deeds />}
      </form>
      <Section title={text.shipTitle} className="mt-4">
        <p className="mb-3 text-ink-2 text-sm">{text.shipHint}</p>
        <Link href={"/admin/orders/shipments" as Route} className={buttonClass("outline")}>
          {text.ship}
        </Link>
      </Section>
    </>
  );
}

function hrefOf(filter: Filter, after?: string): Route {
  const query = new URLSearchParams([...writeChoice(filter), ...(after ? [["after", after]] : [])]);
  return `/admin/orders/bulk?${query}` as Route;
}

function Orders({ orders, found }: { orders: readonly ChoosableOrder[]; found: string }) {
  return (
    <section aria-label={text.orders} className="overflow-hidden rounded-card border border-line bg-card">
      <div className="flex flex-wrap items-center justify-between gap-x-4 border-line border-b">
        <TickAll form={FORM} label={text.all} />
        <p className="px-4 py-3 text-ink-2 text-sm">
          {found}。{text.lead}
        </p>
      </div>
      <ul className="divide-y divide-line">
        {orders.map((order) => (
          <li key={order.id}>
            <Order order={order} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Order({ order: { no, status, receiverName, title, pieces, createdAt, paidAt, isPrinted, mustStay } }: { order: ChoosableOrder }) {
  return (
    <label className="flex min-h-11 cursor-pointer items-start gap-3 px-4 py-3 text-sm hover:bg-paper">
      <input type="checkbox" name="no" value={no} aria-label={text.tick(no)} className="mt-0.5 size-5 shrink-0 accent-brand" />
      <span className="grid min-w-0 flex-1 gap-0.5">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="font-medium tabular-nums">{no}</span>
          <span>{receiverName}</span>
          <StatusBadge status={status} closeWanted={null} />
          {mustStay && <Badge tone="bad">{text.mustStay}</Badge>}
          {isPrinted && <Badge tone="quiet">{text.isPrinted}</Badge>}
        </span>
        <span className="truncate text-ink-2">
          {title} <span className="text-ink-3">{text.pieces(pieces)}</span>
        </span>
        <span className="text-ink-3 text-xs">
          {paidAt ? text.paidAt : text.placedAt} <Time at={paidAt ?? createdAt} short />
        </span>
      </span>
    </label>
  );
}

function Deeds() {
  return (
    <Section title={text.what}>
      <button type="submit" className={buttonClass("primary", "w-full md:w-auto")}>
        {text.slips}
      </button>
      <fieldset className="mt-5 border-line border-t pt-4">
        <legend className="sr-only">{text.exportTitle}</legend>
        <p className="mb-2 text-ink-2 text-sm">{text.exportHint}</p>
        <div className="mb-2 flex flex-wrap gap-x-5">
          {(["orders", "lines"] as const).map((layout) => (
            <label key={layout} className="inline-flex min-h-11 items-center gap-2 text-sm">
              <input type="radio" name="rows" value={layout} defaultChecked={layout === "orders"} className="size-5 accent-brand" />
              {text.layouts[layout]}
            </label>
          ))}
        </div>
        <div className="flex flex-wrap gap-3">
          {(["xlsx", "csv"] as const).map((kind) => (
            <button key={kind} type="submit" formAction="/admin/orders/export" name="as" value={kind} className={buttonClass("outline")}>
              {text[kind]}
            </button>
          ))}
        </div>
      </fieldset>
    </Section>
  );
}
