import type { OwnerRefund } from "@/lib/shop/refunds/owner-refund";
import { Badge } from "../../../parts/badge";
import { Section } from "../../../parts/section";
import { Time } from "../../../parts/time";
import { REFUND_TONES } from "../../../refund/refund-row";
import { refundText as text } from "../../../refund/text";

/** The order's refunds for whoever packs and must not see sums: how each stands, newest first, and nothing that anybody wrote about it. */
export function RefundsWithoutSums({ refunds }: { refunds: readonly Pick<OwnerRefund, "id" | "status" | "createdAt">[] }) {
  if (refunds.length === 0) return null;
  const isOpen = refunds.some(({ status }) => status === "REQUESTED" || status === "PENDING");
  return (
    <Section title={text.title} id="refunds" tone={isOpen ? "loud" : "plain"}>
      {isOpen && <p className="mb-3 text-sm">{text.ownersTurn}</p>}
      <ul className="divide-y divide-line">
        {refunds.map(({ id, status, createdAt }) => (
          <li key={id} className="flex min-h-11 items-center justify-between gap-3 text-sm">
            <Badge tone={REFUND_TONES[status]}>{text.status[status]}</Badge>
            <span className="text-ink-3 text-xs">
              <Time at={createdAt} short />
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
