import type { Metadata } from "next";
import { PageHeader } from "@/components/page-header";
import { forScripts } from "@/lib/language/words";
import { lookupWords } from "../script-text";
import { ordersText } from "../text";
import { LookupForm } from "./lookup-form";

const text = ordersText.lookup;

export function generateMetadata(): Metadata {
  return { title: text.title, robots: { index: false, follow: false } };
}

export default function LookupPage() {
  return (
    <>
      <PageHeader title={text.title} back="/orders" />
      <main className="p-3">
        <section className="rounded-card bg-card p-4">
          <p className="mb-4 text-ink-2 text-sm">{text.intro}</p>
          <LookupForm words={forScripts(lookupWords)} />
        </section>
      </main>
    </>
  );
}
