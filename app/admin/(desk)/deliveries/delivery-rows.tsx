import Link from "next/link";
import type { DeliveryRow } from "@/lib/shop/inbox/list-deliveries";
import { Badge, type Tone } from "../../parts/badge";
import { Time } from "../../parts/time";
import { text as discrepancyText } from "../discrepancies/text";
import { text } from "./text";

const TONES: Record<string, Tone> = {
  paid: "ok",
  repeat: "quiet",
  no_change: "quiet",
  to_card: "quiet",
  foreign: "quiet",
  discrepancy: "bad",
  rejected: "bad",
  error: "bad",
};

export function VerdictBadge({ verdict }: { verdict: string }) {
  return <Badge tone={TONES[verdict] ?? "wait"}>{text.verdict[verdict] ?? verdict}</Badge>;
}

/** Why a delivery was turned away or did not fit, in words; empty for one that went through. */
export function reasonInWords(reason: string | null): string {
  return reason === null ? "" : (text.reasons[reason] ?? discrepancyText.kinds[reason]?.title ?? reason);
}

/** One line a delivery, each a link to its whole. */
export function DeliveryRows({ deliveries }: { deliveries: readonly DeliveryRow[] }) {
  return (
    <ul className="divide-y divide-line">
      {deliveries.map((delivery) => (
        <li key={delivery.id}>
          <Link
            href={`/admin/deliveries/${delivery.id}`}
            className="grid grid-cols-[auto_1fr_auto] items-center gap-x-3 gap-y-1 py-2.5 text-sm hover:bg-paper md:grid-cols-[4.5rem_auto_1fr_auto] md:justify-items-start"
          >
            <VerdictBadge verdict={delivery.verdict} />
            <span className="text-ink-3">
              <Time at={delivery.receivedAt} />
            </span>
            <span className="order-1 col-span-3 flex flex-wrap items-center gap-x-3 empty:hidden md:order-none md:col-span-1">
              {delivery.tradeStatus && <code className="text-xs">{delivery.tradeStatus}</code>}
              {delivery.orderNo && <span className="tabular-nums">{delivery.orderNo}</span>}
              {delivery.reason && <span className="text-brand-deep">{reasonInWords(delivery.reason)}</span>}
            </span>
            <span className="text-alipay">{text.look}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
