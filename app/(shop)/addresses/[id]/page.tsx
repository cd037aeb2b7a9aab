import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentBuyer } from "@/app/current-buyer";
import { PageHeader } from "@/components/page-header";
import { forScripts } from "@/lib/language/words";
import { readSaved } from "@/lib/shop/addresses/read-book";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { addressWords } from "../../checkout/text";
import { pasteParts } from "../../paste-box";
import { addressBookText as text } from "../text";
import { AddressForm } from "./address-form";

export function generateMetadata(): Metadata {
  return { title: text.title, robots: { index: false, follow: false } };
}

/** One of this browser's addresses, or a new one (/addresses/new). */
export default async function AddressPage({ params }: PageProps<"/addresses/[id]">) {
  const { id } = await params;
  const buyer = await currentBuyer();
  const saved = buyer && id !== "new" ? await readSaved(getShop(), buyer.id, id) : null;
  if (!saved && id !== "new") notFound();
  return (
    <>
      <PageHeader title={saved ? text.editTitle : text.addTitle} parent="/addresses" />
      <main className="p-3">
        <AddressForm saved={saved} paste={pasteParts()} words={forScripts(text.form)} fields={forScripts(addressWords)} />
      </main>
    </>
  );
}
