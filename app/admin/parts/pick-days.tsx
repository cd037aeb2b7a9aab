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

const chip = "min-h-11 cursor-pointer items-center rounded-full border px-3 text-sm md:px-3.5";
const look = (isHere: boolean) => (isHere ? "border-brand bg-brand-soft font-semibold text-brand-deep" : "border-line bg-card text-ink-2");

/**
 * Some days, by one touch or as two dates behind a fold: links and a plain GET form, so that they have an address and need no JavaScript.
 * The fold is open while other days are shown than those of a touch.
 */
export function PickDays({ action, days, today, hrefOf, keep = {}, label, mayBeOpen = false }: PickDaysProps) {
  const isChosen = days.from !== null || days.to !== null;
  const quick = QUICK_DAYS.map((which) => ({ which, ...quickDays(which, today) })).map((one) => ({
    ...one,
    isHere: one.from === days.from && one.to === days.to,
  }));
  const isOther = isChosen && !quick.some(({ isHere }) => isHere);
  return (
    <fieldset className="mb-4 min-w-0">
      <legend className="sr-only">{label}</legend>
      <div className="flex flex-wrap items-start gap-2">
        {quick.map(({ which, from, to, isHere }) => (
          <Link
            key={which}
            href={hrefOf({ from, to })}
            aria-current={isHere ? "true" : undefined}
            className={`inline-flex ${chip} ${look(isHere)}`}
          >
            {text.quickDays[which]}
          </Link>
        ))}
        {mayBeOpen && isChosen && (
          <Link href={hrefOf(ALL_DAYS)} className="inline-flex min-h-11 items-center px-2 text-ink-2 text-sm">
            {text.anyDay}
          </Link>
        )}
        {/* A new key where the days changed by a link, or the fold and its fields would keep what they had. Open, it has a line of its own. */}
        <details key={`${days.from} ${days.to}`} className="min-w-0" {...(isOther && { open: true })}>
          <summary className={`flex w-fit ${chip} ${look(isOther)}`}>{text.otherDays}</summary>
          <form action={action} method="get" className="mt-2 flex flex-wrap items-center gap-2">
            {Object.entries(keep).map(([name, kept]) => (
              <input key={name} type="hidden" name={name} value={kept} />
            ))}
            <DayField name="from" label={`${label}，${text.fromDay}`} value={days.from} isRequired={!mayBeOpen} />
            <span aria-hidden="true" className="text-ink-3">
              –
            </span>
            <DayField name="to" label={`${label}，${text.toDay}`} value={days.to} isRequired={!mayBeOpen} />
            <button type="submit" className={buttonClass("outline", "px-4! text-sm!")}>
              {text.showDays}
            </button>
          </form>
        </details>
      </div>
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
      className="min-h-11 w-36 rounded-xl border border-line bg-card px-2 text-base tabular-nums md:w-40 md:px-3"
    />
  );
}
