import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/button";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getShipments, type ShipmentView } from "@/lib/shop/dispatch/get-shipments";
import { ActionForm } from "../../../../form/action-form";
import { Submit } from "../../../../form/submit";
import { requireMember } from "../../../../member";
import { LookAgain } from "../../../../parts/look-again";
import { PageTitle } from "../../../../parts/page-title";
import { Section } from "../../../../parts/section";
import { shipmentText as text } from "../text";
import { confirmShipmentsAction } from "./actions";
import { Lines, Wrong } from "./lines";

export const metadata: Metadata = { title: text.previewTitle };

/** A file of tracking numbers: before the owner's word what it would do, after it what came of it. */
export default async function ShipmentPage({ params, searchParams }: PageProps<"/admin/orders/shipments/[id]">) {
  const { id } = await params;
  const member = await requireMember("orders.ship", `/admin/orders/shipments/${id}`);
  const { page } = await searchParams;
  const view = await getShipments(getShop(), member.id, id, typeof page === "string" && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1);
  if (!view) notFound();
  const title = view.isConfirmed ? text.resultTitle : text.previewTitle;
  return (
    <>
      {/* Once more until all is sent, also without JavaScript. */}
      {view.isConfirmed && !view.isOver && <LookAgain />}
      <PageTitle title={title} back={{ href: "/admin/orders/shipments" as Route, name: text.title }} />
      <div className="grid max-w-4xl gap-4">
        <Section title={title}>
          <Counts view={view} />
          {!view.isConfirmed && view.counts.guessed > 0 && <p className="mb-3 text-amber text-sm">{text.guessed(view.counts.guessed)}</p>}
          <Confirm view={view} />
        </Section>
        {view.page === 1 && <Wrong view={view} />}
        <Lines view={view} />
      </div>
    </>
  );
}

/** Of what is not the rule only what there is. */
function Counts({ view: { counts, isConfirmed } }: { view: ShipmentView }) {
  const main = isConfirmed ? "done" : "ready";
  const others = (["failed", "same", "repeat", "blank", "wrong"] as const).filter((kind) => counts[kind] > 0);
  return (
    <ul className="mb-3 flex flex-wrap gap-2 text-sm">
      {([main, ...others] as const).map((kind) => (
        <li key={kind} className="rounded-full bg-paper px-3 py-1.5 tabular-nums">
          {text.counts[kind](counts[kind])}
        </li>
      ))}
    </ul>
  );
}

/** The form stays while its answer can be true; once all is over the page says so itself, since it looked again. */
function Confirm({ view: { id, counts, isConfirmed, isOver } }: { view: ShipmentView }) {
  return (
    <>
      {isConfirmed && !isOver && <p className="mb-3 text-ink-2 text-sm">{text.going}</p>}
      {counts.ready === 0 && <p className="mb-3 text-ink-2 text-sm">{text.nothing}</p>}
      <ActionForm key={String(isOver)} action={confirmShipmentsAction} label={text.title}>
        <input type="hidden" name="id" value={id} />
        {!isConfirmed && counts.ready > 0 && <Submit>{text.confirm(counts.ready)}</Submit>}
      </ActionForm>
      <Notice kind="ok">{isOver && text.confirmed}</Notice>
      {(isOver || counts.ready === 0) && (
        <div className="mt-3 flex flex-wrap gap-3">
          <Link href={"/admin/orders/shipments" as Route} className={buttonClass("outline")}>
            {text.another}
          </Link>
          <Link href={"/admin/orders/bulk" as Route} className={buttonClass("outline")}>
            {text.toOrders}
          </Link>
        </div>
      )}
    </>
  );
}
