import type { OrderStatus } from "@/lib/shop/orders/order";
import { text } from "../text";

const TONES = {
  wait: "bg-amber-soft text-amber",
  act: "bg-brand text-white",
  go: "bg-alipay-soft text-alipay",
  ok: "bg-ok-soft text-ok",
  quiet: "bg-line text-ink-2",
  bad: "bg-brand-soft text-brand-deep",
};
export type Tone = keyof typeof TONES;

export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span className={`inline-flex shrink-0 items-center rounded-md px-2 py-0.5 font-medium text-xs ${TONES[tone]}`}>{children}</span>;
}

const STATUS_TONE: Record<OrderStatus, Tone> = { PENDING: "wait", PAID: "act", SHIPPED: "go", COMPLETED: "ok", CLOSED: "quiet" };

/** An order's status as the owner reads it: what is red waits for the owner. */
export function StatusBadge({ status, closeWanted }: { status: OrderStatus; closeWanted: string | null }) {
  const isClosing = status === "PENDING" && closeWanted !== null;
  return <Badge tone={STATUS_TONE[status]}>{isClosing ? text.closing : text.status[status]}</Badge>;
}
