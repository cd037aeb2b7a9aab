import { Icon } from "@/components/icon";
import type { VisitorAlarm } from "@/lib/server/visitor-watch";
import { text } from "./text";

/** Shown while shoppers seem to come from the machine's own network, so that all of them share each limit. */
export function VisitorAddresses({ alarm }: { alarm: VisitorAlarm | null }) {
  if (!alarm) return null;
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7" />
      <div className="min-w-0 flex-1">
        <p className="break-words font-semibold">{text.visitors(alarm.address)}</p>
        <p className="text-sm">{text.visitorsHint}</p>
      </div>
    </div>
  );
}
