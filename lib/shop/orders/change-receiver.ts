import "server-only";
import { Prisma } from "@/lib/server/prisma/client";
import type { FrozenFreight } from "@/lib/shop/freight/freight";
import type { FormerOrder } from "./former-orders";
import type { Receiver } from "./order-draft";
import { eventsOf } from "./order-event";
import { ORDER_CHANNEL } from "./signal-order";
import { type Along, withParts } from "./write-order";

/**
 * An unpaid order takes another receiver and note, and its timeline says so, with both masked: who may read the order sees the
 * new one, and the old one is nobody's business any more. The statement gives a row, or none and changes nothing when the order was
 * paid or closed meanwhile.
 */
export function changeReceiver(
  { order, freight, receiver, at }: { order: FormerOrder; freight: FrozenFreight | null; receiver: Receiver; at: Date },
  along: Along | undefined,
): Prisma.Sql {
  const detail = {
    ...changeOf("receiver", maskForTimeline(receiver), "oldReceiver", maskForTimeline(order)),
    ...changeOf("buyerNote", receiver.note, "oldBuyerNote", order.note),
  };
  return Prisma.sql`
    WITH moved AS (
      UPDATE orders SET receiver_name = ${receiver.receiverName}, receiver_phone = ${receiver.receiverPhone}, province = ${receiver.province},
        city = ${receiver.city}, district = ${receiver.district}, address_detail = ${receiver.addressDetail}, note = ${receiver.note},
        freight = COALESCE(${freight && JSON.stringify(freight)}::jsonb, freight), updated_at = ${at}
      WHERE id = ${order.id}::uuid AND status = 'PENDING' RETURNING id
    ), timeline AS (
      ${eventsOf(Prisma.sql`moved`, [{ kind: "receiver_changed", actor: "buyer", detail }], at)}
    )${withParts(along?.("moved", Prisma.sql`moved`) ?? [])}
    SELECT id, pg_notify(${ORDER_CHANNEL}, id::text)::text FROM moved`;
}

function changeOf(name: string, now: string, oldName: string, before: string): Record<string, string> {
  return now === before ? {} : { [name]: now, [oldName]: before };
}

/** "李* 139****0001 浙江省杭州市西湖区…2 号": enough to tell two addresses apart, too little to find anybody. */
export function maskForTimeline(receiver: Omit<Receiver, "note">): string {
  const { receiverName, receiverPhone, province, city, district, addressDetail } = receiver;
  const [first = ""] = receiverName;
  // By characters: half of a rare one is no text that JSON can hold.
  const end = [...addressDetail].slice(-3).join("");
  const phone = `${receiverPhone.slice(0, 3)}****${receiverPhone.slice(-4)}`;
  return `${first}* ${phone} ${province}${city === province ? "" : city}${district}…${end}`;
}
