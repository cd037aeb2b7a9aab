import { tiersInWords } from "@/app/discount-text";
import { Icon } from "@/components/icon";
import { Link } from "@/components/link";
import { ownersLang } from "@/lib/language/language";
import type { FreightSummary } from "@/lib/shop/freight/summarise-freight";
import { nameOf, type ShopProfile } from "@/lib/shop/profile/profile";
import type { ShownReduction } from "@/lib/shop/promotions/promotion";
import { freightInWords } from "./freight-in-words";
import { productPageText as text } from "./page-text";

/** What comes with a product, a line each: what sending it costs, when it is sent, how it goes back, whose shop it is. */
export function Promises({
  profile,
  freight,
  reductions,
}: {
  profile: ShopProfile;
  freight: FreightSummary;
  reductions: ShownReduction[];
}) {
  const lines = [
    { name: text.dispatch, hash: "#dispatch", words: firstSentence(profile.dispatchPolicy) },
    { name: text.returns, hash: "#returns", words: firstSentence(profile.returnPolicy) },
    { name: text.shop, hash: "", words: [nameOf(profile), profile.businessHours].filter(Boolean).join(" · ") },
  ] as const;
  return (
    <section aria-label={text.promises} className="mt-2.5 bg-card px-4">
      <ul className="divide-y divide-line">
        {reductions.map(({ id, name, tiers, scope, endsAt }) => (
          <li key={id} className="flex min-h-12 items-center gap-3 py-2 text-sm">
            <span className="shrink-0 text-ink-3">{text.discount}</span>
            <span className="min-w-0 grow">
              <span lang={ownersLang()} className="rounded-md bg-brand-soft px-1.5 py-0.5 text-brand-deep text-xs">
                {name}
              </span>{" "}
              {text.reduction(tiersInWords(tiers), scope.kind === "all", endsAt)}
            </span>
          </li>
        ))}
        {/* What must be paid is never cut off. */}
        <li className="flex min-h-12 items-center gap-3 py-2 text-sm">
          <span className="shrink-0 text-ink-3">{text.freight}</span>
          <span className="min-w-0 grow">{freightInWords(freight)}</span>
        </li>
        {lines.map(({ name, hash, words }) =>
          words ? (
            <li key={name}>
              <Link href={`/about${hash}`} className="flex min-h-12 items-center gap-3 py-2 text-sm active:text-ink-2">
                <span className="shrink-0 text-ink-3">{name}</span>
                <span lang={ownersLang()} className="line-clamp-1 min-w-0 grow">
                  {words}
                </span>
                <Icon name="next" className="size-4 shrink-0 text-ink-3" />
              </Link>
            </li>
          ) : null,
        )}
      </ul>
    </section>
  );
}

function firstSentence(policy: string): string {
  return policy.split(/[。\n]/u, 1)[0] ?? "";
}
