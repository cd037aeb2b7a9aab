import "server-only";
import type { Tx } from "@/lib/server/db";
import type { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import type { FormerOrder } from "./former-orders";
import type { Receiver } from "./order-draft";
import { recordEvent } from "./order-event";
import { countFreight, type FreightRefusal } from "./order-freight";
import { signalOrder } from "./signal-order";

/**
 * An unpaid order takes another receiver and note, and its timeline says so, with both masked: who may read the order sees the
 * new one, and the old one is nobody's business any more. Its sums stay: to another province the freight is counted by today's
 * rules, and refused unless the order's own freight is what it costs (one that costs another sum is another order). In its province
 * it keeps what was agreed. not_unpaid: it was paid or closed meanwhile.
 */
export async function changeReceiver(
  tx: Tx,
  { order, receiver, at }: { order: FormerOrder; receiver: Receiver; at: Date },
): Promise<Result<object, FreightRefusal | Refusal<"not_unpaid">>> {
  const counted = receiver.province === order.province ? null : await countAgain(tx, order, receiver.province);
  if (counted && !counted.ok) return counted;
  const freight = counted && { freight: counted.freight as Prisma.InputJsonValue };
  const { count } = await tx.order.updateMany({ where: { id: order.id, status: "PENDING" }, data: { ...receiver, ...freight } });
  if (count === 0) return refuse("not_unpaid");
  const detail = {
    ...changeOf("receiver", maskReceiver(receiver), "oldReceiver", maskReceiver(order)),
    ...changeOf("buyerNote", receiver.note, "oldBuyerNote", order.note),
  };
  await recordEvent(tx, { orderId: order.id, kind: "receiver_changed", actor: "buyer", detail, at });
  await signalOrder(tx, order.id);
  return { ok: true };
}

/** By the prices of the order, and by today's weights and rules. Goods that are off sale since have theirs still. */
async function countAgain(tx: Tx, { lines, shippingFen }: FormerOrder, province: string) {
  const variants = await getVariants(
    tx,
    lines.map(({ variantId }) => variantId),
  );
  const goods = lines.flatMap((line) => {
    const facts = variants.find(({ variantId }) => variantId === line.variantId);
    return facts ? [{ ...facts, ...line }] : [];
  });
  return countFreight(tx, goods, { province, expectedFen: shippingFen });
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
