import { Icon } from "@/components/icon";
import { Time } from "../parts/time";
import { text } from "./text";

/** Shown during an outage of Alipay's that the owner was told of: since when it lasts, and that nothing is lost. */
export function SilenceAlarm({ since }: { since: Date | null }) {
  if (!since) return null;
  return (
    <div role="alert" className="mb-4 flex items-center gap-3 rounded-card border-2 border-brand bg-brand-soft p-4 text-brand-deep">
      <Icon name="alert" className="size-7 shrink-0" />
      <div className="min-w-0 flex-1">
        <p className="font-semibold">
          {text.gatewayDown} <Time at={since} />
        </p>
        <p className="text-sm">{text.gatewayDownHint}</p>
      </div>
    </div>
  );
}
