import { Icon } from "@/components/icon";
import { MOST_SKEW_MS, type Skew } from "@/lib/server/clock-watch";
import { text } from "./text";

/** Shown when this machine's clock and another one differ by more than a minute. */
export function ClockAlarm({ skew }: { skew: Skew | null }) {
  if (!skew || Math.abs(skew.skewMs) <= MOST_SKEW_MS) return null;
  const isAhead = skew.skewMs > 0;
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">{text.clock(text.clockOf[skew.against] ?? skew.against, Math.abs(skew.skewMs), isAhead)}</p>
        <p className="text-sm">{text.clockHint}</p>
      </div>
    </div>
  );
}
