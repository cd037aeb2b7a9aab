import type { Route } from "next";
import Link from "next/link";
import { INVARIANT_CODES } from "@/lib/shop/invariants/check-invariants";
import { type Broken, type Check, describeBroken } from "@/lib/shop/invariants/invariant";
import { Section } from "../../parts/section";
import { Time } from "../../parts/time";
import { text } from "./text";

/** What the last check of the books found: a calm line, or what is broken and where to look at it. */
export function SelfCheck({ check }: { check: Check | null }) {
  if (!check)
    return (
      <Section title={text.title}>
        <p className="text-ink-3 text-sm">{text.never}</p>
      </Section>
    );
  const { broken, unchecked, checkedAt } = check;
  const count = broken.reduce((sum, one) => sum + one.count, 0);
  return (
    <Section title={text.title} tone={count > 0 ? "loud" : "plain"}>
      <div className="text-sm">
        {count > 0 && <p className="font-medium text-brand-deep">{text.bad(count)}</p>}
        {count === 0 && unchecked.length === 0 && <p className="font-medium text-ok">{text.well(INVARIANT_CODES.length)}</p>}
        {unchecked.length > 0 && <p className="font-medium text-amber">{text.unchecked(unchecked.length)}</p>}
        {broken.map((one) => (
          <BrokenRows key={one.code} broken={one} />
        ))}
        <p className="mt-2 text-ink-3">
          {text.checkedAt} <Time at={checkedAt} />
        </p>
      </div>
    </Section>
  );
}

function BrokenRows({ broken }: { broken: Broken }) {
  const rows = describeBroken(broken, text.broken);
  return (
    <ul className="mt-2 divide-y divide-line rounded-xl bg-card px-3">
      {rows.map(({ nth, facts, sentence }) => (
        <li key={nth} className="flex flex-wrap items-center justify-between gap-x-3 py-2">
          <span className="min-w-0 flex-1 basis-60 break-words">{sentence}</span>
          <Link
            href={placeOf(facts)}
            aria-label={`${text.see}：${sentence}`}
            className="inline-flex min-h-11 min-w-11 items-center text-alipay md:justify-end md:min-h-8"
          >
            {text.see}
          </Link>
        </li>
      ))}
      {broken.count > rows.length && <li className="py-2 text-ink-3">{text.more(broken.count - rows.length)}</li>}
    </ul>
  );
}

/** Where the owner sees what a row is about. */
function placeOf(facts: object): Route {
  if ("orderNo" in facts && facts.orderNo) return `/admin/orders/${facts.orderNo}` as Route;
  if ("productId" in facts) return `/admin/products/${facts.productId}` as Route;
  const day = "subject" in facts ? facts.subject : "key" in facts ? facts.key : null;
  if (typeof day === "string" && /^\d{4}-\d{2}-\d{2}$/.test(day)) return `/admin/reports/${day}` as Route;
  return "/admin/discrepancies";
}
