import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { ALL_DAYS, type DayRange, QUICK_DAYS, quickDays } from "@/lib/shop/day-range";
import { text } from "../text";

type PickDaysProps = {
  action: Route;
  days: DayRange;
  today: string;
  /** Where these days are shown. */
  hrefOf: (days: DayRange) => Route;
  /** The parameters to keep. */
  keep?: Record<string, string>;
  /** What the days are of: 下单日期. */
  label: string;
  /** Whether days can be left open. */
  mayBeOpen?: boolean;
};

/** Some days, by one touch or as two dates: links and a plain GET form, so that they have an address. */
export function PickDays({ action, days, today, hrefOf, keep = {}, label, mayBeOpen = false }: PickDaysProps) {
  const isChosen = days.from !== null || days.to !== null;
  return (
    <fieldset className="mb-4 flex min-w-0 flex-wrap items-center gap-2">
      <legend className="sr-only">{label}</legend>
      {QUICK_DAYS.map((which) => {
        const quick = quickDays(which, today);
        const isHere = quick.from === days.from && quick.to === days.to;
        return (
          <Link
            key={which}
            href={hrefOf(quick)}
            aria-current={isHere ? "true" : undefined}
            className={`inline-flex min-h-11 items-center rounded-full border px-3.5 text-sm ${isHere ? "border-brand bg-brand-soft font-semibold text-brand-deep" : "border-line bg-card text-ink-2"}`}
          >
            {text.quickDays[which]}
          </Link>
        );
      })}
      <form action={action} method="get" className="flex min-w-0 flex-wrap items-center gap-2">
        {Object.entries(keep).map(([name, kept]) => (
          <input key={name} type="hidden" name={name} value={kept} />
        ))}
        {/* A new key where the days changed by a link, or the fields would keep what they had. */}
        <DayField key={`from ${days.from}`} name="from" label={`${label}，${text.fromDay}`} value={days.from} isRequired={!mayBeOpen} />
        <span aria-hidden="true" className="text-ink-3">
          –
        </span>
        <DayField key={`to ${days.to}`} name="to" label={`${label}，${text.toDay}`} value={days.to} isRequired={!mayBeOpen} />
        <button type="submit" className={buttonClass("outline", "px-4! text-sm!")}>
          {text.showDays}
        </button>
        {mayBeOpen && isChosen && (
          <Link href={hrefOf(ALL_DAYS)} className="inline-flex min-h-11 items-center px-2 text-ink-2 text-sm">
            {text.anyDay}
          </Link>
        )}
      </form>
    </fieldset>
  );
}

function DayField({ name, label, value, isRequired }: { name: string; label: string; value: string | null; isRequired: boolean }) {
  return (
    <input
      type="date"
      name={name}
      aria-label={label}
      defaultValue={value ?? ""}
      required={isRequired}
      min="2000-01-01"
      max="2099-12-31"
      className="min-h-11 w-36 rounded-full border border-line bg-card px-3 text-base tabular-nums"
    />
  );
}
