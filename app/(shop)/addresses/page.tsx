import type { Metadata } from "next";
import { currentBuyer } from "@/app/current-buyer";
import { buttonClass } from "@/components/button";
import { EmptyState } from "@/components/empty-state";
import { Link } from "@/components/link";
import { Notice } from "@/components/notice";
import { PageHeader } from "@/components/page-header";
import { ownersLang } from "@/lib/language/language";
import { MOST_ADDRESSES, type SavedAddress } from "@/lib/shop/addresses/address";
import { formatArea } from "@/lib/shop/addresses/area";
import { readBook } from "@/lib/shop/addresses/read-book";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { makeDefaultAction, removeAddressAction } from "./actions";
import { RowForm } from "./row-form";
import { addressBookText as text } from "./text";

export function generateMetadata(): Metadata {
  return { title: text.title, robots: { index: false, follow: false } };
}

/** 收货地址: what this browser keeps, for nobody else. */
export default async function AddressesPage({ searchParams }: PageProps<"/addresses">) {
  const { done } = await searchParams;
  const buyer = await currentBuyer();
  const book = buyer ? await readBook(getShop(), buyer.id) : [];
  return (
    <>
      <PageHeader title={text.title} parent="/me" />
      <main className="space-y-3 p-3">
        <Notice>{typeof done === "string" && Object.hasOwn(text.done, done) ? text.done[done] : null}</Notice>
        {book.length === 0 ? (
          <EmptyState picture="/images/empty-orders.webp" title={text.empty} hint={text.emptyHint} />
        ) : (
          <p className="px-1 text-ink-2 text-sm">{text.hint}</p>
        )}
        <ul className="space-y-3">
          {book.map((address) => (
            <li key={address.id} className="rounded-card bg-card p-4">
              <AddressCard address={address} />
            </li>
          ))}
        </ul>
        {book.length < MOST_ADDRESSES ? (
          <p className="text-center">
            <Link href="/addresses/new" className={buttonClass("primary", "w-full")}>
              {text.add}
            </Link>
          </p>
        ) : (
          <p className="text-center text-ink-3 text-sm">{text.fullHint(MOST_ADDRESSES)}</p>
        )}
      </main>
    </>
  );
}

function AddressCard({ address }: { address: SavedAddress }) {
  const { id, name, phone, detail, isDefault } = address;
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 font-semibold">
        <span lang={ownersLang()} className="break-words">
          {name}
        </span>
        <span className="tabular-nums">{phone}</span>
        {isDefault && <span className="rounded bg-brand-soft px-1.5 py-0.5 font-normal text-brand-deep text-xs">{text.isDefault}</span>}
      </p>
      <p lang={ownersLang()} className="mt-1 break-words text-ink-2 text-sm">
        {formatArea(address)} {detail}
      </p>
      <div className="mt-2 flex flex-wrap items-start justify-end gap-2">
        {!isDefault && (
          <RowForm name="default" id={id} action={makeDefaultAction} kind="outline">
            {text.makeDefault}
          </RowForm>
        )}
        <Link href={`/addresses/${id}`} className={buttonClass("outline", "text-sm!")}>
          {text.edit}
        </Link>
        <Remove id={id} />
      </div>
    </>
  );
}

/** Folded away, since it cannot be undone. */
function Remove({ id }: { id: string }) {
  return (
    <details className="text-right [&[open]]:w-full">
      <summary className={buttonClass("outline", "cursor-pointer list-none text-sm! [&::-webkit-details-marker]:hidden")}>
        {text.remove}
      </summary>
      <div className="mt-3 flex items-center justify-between gap-3 rounded-xl bg-paper p-3 text-left">
        <p className="text-ink-2 text-sm">{text.removeHint}</p>
        <div className="shrink-0">
          <RowForm name="remove" id={id} action={removeAddressAction} kind="primary">
            {text.removeButton}
          </RowForm>
        </div>
      </div>
    </details>
  );
}
