import "server-only";
import type { Tx } from "@/lib/server/db";
import type { FormerOrder } from "./former-orders";
import type { Receiver } from "./order-draft";
import { recordEvent } from "./order-event";
import { signalOrder } from "./signal-order";

/**
 * An unpaid order takes another receiver and note, and its timeline says so, with both masked: who may read the order sees the
 * new one, and the old one is nobody's business any more. False for an order that was paid or closed meanwhile.
 */
export async function changeReceiver(
  tx: Tx,
  { order, receiver, at }: { order: FormerOrder; receiver: Receiver; at: Date },
): Promise<boolean> {
  const { count } = await tx.order.updateMany({ where: { id: order.id, status: "PENDING" }, data: receiver });
  if (count === 0) return false;
  const detail = {
    ...changeOf("receiver", maskReceiver(receiver), "oldReceiver", maskReceiver(order)),
    ...changeOf("buyerNote", receiver.note, "oldBuyerNote", order.note),
  };
  await recordEvent(tx, { orderId: order.id, kind: "receiver_changed", actor: "buyer", detail, at });
  await signalOrder(tx, order.id);
  return true;
}

function changeOf(name: string, now: string, oldName: string, before: string): Record<string, string> {
  return now === before ? {} : { [name]: now, [oldName]: before };
}

/** "李* 139****0001 浙江省杭州市西湖区…2 号": enough to tell two addresses apart, too little to find anybody. */
function maskReceiver({ receiverName, receiverPhone, province, city, district, addressDetail }: Receiver): string {
  const [first = ""] = receiverName;
  const phone = `${receiverPhone.slice(0, 3)}****${receiverPhone.slice(-4)}`;
  return `${first}* ${phone} ${province}${city === province ? "" : city}${district}…${addressDetail.slice(-3)}`;
}
