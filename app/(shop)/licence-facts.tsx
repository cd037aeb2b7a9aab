import type { ReactNode } from "react";
import { ownersLang } from "@/lib/language/language";
import type { ShopProfile } from "@/lib/shop/profile/profile";
import { aboutText as text } from "./about-text";

/** A name and its value, in a list of such. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 py-1 text-[0.9375rem]">
      <dt className="shrink-0 text-ink-2">{name}</dt>
      <dd className="ml-auto flex min-w-0 items-center text-balance text-right tabular-nums">{children}</dd>
    </div>
  );
}

/** What the licence says, as text; or why none is needed. */
export function LicenceFacts({ profile: { licenceHolder, licenceCode, licenceExemption } }: { profile: ShopProfile }) {
  return (
    <dl className="mt-1 divide-y divide-line">
      {licenceCode && licenceHolder && (
        <Fact name={text.licenceHolder}>
          <span lang={ownersLang()}>{licenceHolder}</span>
        </Fact>
      )}
      {licenceCode && (
        <Fact name={text.licenceCode}>
          <span className="whitespace-nowrap">{licenceCode}</span>
        </Fact>
      )}
      {!licenceCode && licenceExemption && (
        <Fact name={text.licenceExemption}>
          <span lang={ownersLang()}>{licenceExemption}</span>
        </Fact>
      )}
    </dl>
  );
}
