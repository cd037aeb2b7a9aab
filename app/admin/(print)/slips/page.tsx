import type { Metadata, Route } from "next";
import { currentProfile } from "@/app/current-profile";
import { EmptyState } from "@/components/empty-state";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { type Choice, readChoice, writeChoice } from "@/lib/shop/dispatch/choice";
import { getSlips } from "@/lib/shop/dispatch/get-slips";
import { nameOf } from "@/lib/shop/profile/profile";
import { requireMember } from "../../member";
import { PageTitle } from "../../parts/page-title";
import { Pager } from "../../parts/pager";
import { type Look, readLook } from "./look";
import { LookForm } from "./look-form";
import { PrintBar } from "./print-bar";
import { Slip } from "./slip";
import { text } from "./text";

export const metadata: Metadata = { title: text.title };

/** Longer words about returns are on the shop's own page; a slip has room for so many characters of them. */
const MOST_RETURNS = 160;

/** Packing slips of the chosen orders. On paper there is nothing but them. */
export default async function SlipsPage({ searchParams }: PageProps<"/admin/slips">) {
  await requireMember("orders.ship", "/admin/slips");
  const given = await searchParams;
  const [choice, look] = [readChoice(given, "paid"), readLook(given)];
  const isBehind = typeof given.after === "string";
  const [{ slips, left, count, next }, profile] = await Promise.all([
    getSlips(getShop(), choice, isBehind ? String(given.after) : undefined),
    currentProfile(),
  ]);
  const shop = { name: nameOf(profile), phone: profile.phone, returns: shortened(profile.returnPolicy) };
  return (
    <>
      <style>{SHEETS[look.size]}</style>
      <main className="mx-auto max-w-3xl px-4 py-4 print:max-w-none print:p-0">
        <div className="mb-4 print:hidden">
          <PageTitle title={text.title} back={{ href: backTo(choice), name: text.back }} />
          <LookForm choice={choice} look={look} />
          {slips.length > 0 && (
            <>
              <p className="my-3 text-ink-2 text-sm">
                {text.lead(slips.length)}
                {text.printedBefore(slips.filter(({ isPrinted }) => isPrinted).length)}
                {(next || isBehind) && text.allOf(count)}
                {left > 0 && text.left(left)}
              </p>
              <PrintBar nos={slips.map(({ no }) => no)} />
            </>
          )}
        </div>
        {slips.length === 0 ? (
          <EmptyState title={text.none} hint={left > 0 ? text.left(left) : text.noneHint} />
        ) : (
          <div className={`slips grid gap-4 print:block ${look.size === "label" ? "mx-auto max-w-sm print:max-w-none" : ""}`}>
            {slips.map((slip) => (
              <Slip key={slip.id} slip={slip} look={look} shop={shop} />
            ))}
          </div>
        )}
        <div className="print:hidden">
          <Pager first={isBehind ? hrefOf(choice, look) : null} next={next ? hrefOf(choice, look, next) : null} />
        </div>
      </main>
    </>
  );
}

/** The paper. Old browsers know only the names of break-… that begin with page-. */
const KEEP = "break-inside:avoid;page-break-inside:avoid";
const SHEETS: Record<Look["size"], string> = {
  a4: `@page{size:A4;margin:10mm}@media print{body{background:#fff}.slip{${KEEP};padding:0 0 3mm;margin-bottom:3mm;border-bottom:1px dashed #000}}`,
  label: `@page{size:100mm 150mm;margin:4mm}@media print{body{background:#fff}.slip{padding:0}.slip+.slip{break-before:page;page-break-before:always}}`,
};

function backTo(choice: Choice): Route {
  return `/admin/orders/bulk?${new URLSearchParams("nos" in choice ? [] : writeChoice(choice))}` as Route;
}

function hrefOf(choice: Choice, look: Look, after?: string): Route {
  const query = new URLSearchParams([...writeChoice(choice), ...Object.entries(look), ...(after ? [["after", after]] : [])]);
  return `/admin/slips?${query}` as Route;
}

function shortened(policy: string): string {
  const characters = Array.from(policy.trim());
  return characters.length > MOST_RETURNS ? `${characters.slice(0, MOST_RETURNS - 1).join("")}…` : characters.join("");
}
