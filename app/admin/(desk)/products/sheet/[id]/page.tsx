import type { Metadata, Route } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { buttonClass } from "@/components/button";
import { Notice } from "@/components/notice";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { getImport, type ImportView } from "@/lib/shop/exchange/get-import";
import { ActionForm } from "../../../../form/action-form";
import { Submit } from "../../../../form/submit";
import { requireMember } from "../../../../member";
import { LookAgain } from "../../../../parts/look-again";
import { PageTitle } from "../../../../parts/page-title";
import { Section } from "../../../../parts/section";
import { sheetText as text } from "../text";
import { confirmImportAction } from "./actions";
import { Dangers, Items, Wrong } from "./items";

export const metadata: Metadata = { title: text.previewTitle };

/** A file of goods: before the owner's word what it would do, after it what came of it. */
export default async function ImportPage({ params, searchParams }: PageProps<"/admin/products/sheet/[id]">) {
  const { id } = await params;
  const member = await requireMember("goods.write", `/admin/products/sheet/${id}`);
  const { page } = await searchParams;
  const view = await getImport(getShop(), member.id, id, typeof page === "string" && /^[1-9]\d{0,3}$/.test(page) ? Number(page) : 1);
  if (!view) notFound();
  const isGoing = view.isConfirmed && !view.isOver;
  return (
    <>
      {/* Once more until all is written, also without JavaScript. */}
      {isGoing && <LookAgain />}
      <PageTitle
        title={view.isConfirmed ? text.resultTitle : text.previewTitle}
        back={{ href: "/admin/products/sheet" as Route, name: text.title }}
      />
      <div className="grid max-w-4xl gap-4">
        <Section title={view.isConfirmed ? text.resultTitle : text.previewTitle}>
          <Counts view={view} />
          {!view.isConfirmed && <Dangers view={view} />}
          <Confirm view={view} />
        </Section>
        {view.page === 1 && <Wrong view={view} />}
        <Items view={view} />
      </div>
    </>
  );
}

function Counts({ view: { counts, isConfirmed } }: { view: ImportView }) {
  const kinds = isConfirmed ? (["done", "failed", "unchanged", "wrong"] as const) : (["new", "changed", "unchanged", "wrong"] as const);
  return (
    <ul className="mb-3 flex flex-wrap gap-2 text-sm">
      {kinds.map((kind) => (
        <li key={kind} className="rounded-full bg-paper px-3 py-1.5 tabular-nums">
          {text.counts[kind](counts[kind])}
        </li>
      ))}
    </ul>
  );
}

/** The form stays while its answer can be true; once all is over the page says so itself, since it looked again. */
function Confirm({ view: { id, counts, isConfirmed, isOver } }: { view: ImportView }) {
  const writable = counts.new + counts.changed;
  return (
    <>
      {isConfirmed && !isOver && <p className="mb-3 text-ink-2 text-sm">{text.going}</p>}
      {writable === 0 && <p className="mb-3 text-ink-2 text-sm">{text.nothing}</p>}
      <ActionForm key={String(isOver)} action={confirmImportAction} label={text.import}>
        <input type="hidden" name="id" value={id} />
        {!isConfirmed && writable > 0 && <Submit>{text.confirm(writable)}</Submit>}
      </ActionForm>
      <Notice kind="ok">{isOver && text.confirmed}</Notice>
      {(isOver || writable === 0) && (
        <Link href={"/admin/products/sheet" as Route} className={buttonClass("outline", "mt-3")}>
          {text.another}
        </Link>
      )}
    </>
  );
}
