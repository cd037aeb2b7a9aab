import { formatTime } from "@/app/format-time";
import type { SeenOrder } from "@/components/seen-orders";
import { formatFen } from "@/lib/shop/money";
import type { OrderView } from "@/lib/shop/orders/order";
import { ordersText as text } from "./text";

/** An order in the few words that a browser keeps of it: neither who gets it nor the link that opens it. */
export function seenOrder({ no, lines, totalFen, phase }: Pick<OrderView, "no" | "lines" | "totalFen" | "phase">, now: Date): SeenOrder {
  const name = lines.length > 1 ? text.list.goods(lines[0]?.title ?? "", lines.length) : (lines[0]?.title ?? "");
  return { no, name, sum: formatFen(totalFen), state: text.phases[phase], at: formatTime(now) };
}
