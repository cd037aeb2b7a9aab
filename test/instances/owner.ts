import { addParcel } from "@/lib/shop/orders/add-parcel";
import { sendNoMore } from "@/lib/shop/orders/send-no-more";
import { shipOrder } from "@/lib/shop/orders/ship-order";
import { takeBackParcel } from "@/lib/shop/orders/take-back-parcel";
import { changeOrder } from "@/lib/shop/payments/change-order";
import { withdrawChange } from "@/lib/shop/payments/withdraw-change";
import { refundOrder } from "@/lib/shop/refunds/requested/refund-order";
import { changeForm, type Wished } from "../owner-change";
import { wanted } from "../wishes";
import { type Asked, type Change, type Sending, wantedFen } from "./notes";
import { ask, type World } from "./world";

/** What the owner does: changes unpaid orders, ships in parcels, gives money back. */

/** Fills the form in, reads what it makes of the order, and saves it. */
export async function changeTerms(world: World, orderId: string, { at, wish }: { at: number; wish: Wished }): Promise<void> {
  const { notes, scheduler, simulation } = world;
  const key = `change-${notes.changeForms++}`;
  const form = await scheduler.meanwhile(changeForm(simulation.shop, orderId, { ...wish, key }));
  const change: Change = { orderId, form, toFen: wantedFen(form), told: null };
  const shown = await ask(world, at, `owner reads ${change.toFen} (${JSON.stringify(wish)})`, (shop) =>
    changeOrder(shop, orderId, change.form),
  );
  if (!shown || shown.ok || shown.reason !== "not_seen") return;
  change.form = { ...change.form, seen: shown.seen };
  notes.changes.push(change);
  await saveChange(world, change, at);
}

/** The same form is the same change, however often it is sent. */
export async function saveChange(world: World, change: Change, at: number): Promise<void> {
  const saved = await ask(world, at, `owner changes to ${change.toFen}`, (shop) => changeOrder(shop, change.orderId, change.form));
  if (saved?.ok) change.told = saved.state;
}

export async function takeChangeBack(world: World, orderId: string, at: number): Promise<void> {
  await ask(world, at, "owner takes the change back", (shop) => withdrawChange(shop, orderId));
}

/** Sends what is left of an order, or a part of it, by the page that shows what was sent so far. */
export async function sendOff(world: World, orderId: string, { at, isPart }: { at: number; isPart: boolean }): Promise<void> {
  const { scheduler, simulation, notes } = world;
  const { status, parcelChanges, lines } = await scheduler.meanwhile(
    simulation.shop.db.order.findUniqueOrThrow({
      where: { id: orderId },
      select: { status: true, parcelChanges: true, lines: { select: { id: true }, orderBy: { id: "asc" } } },
    }),
  );
  const sending: Sending = { orderId, trackingNo: `SF${1_000_000 + notes.parcels.length}`, told: "unknown" };
  notes.parcels.push(sending);
  const line = lines[notes.parcels.length % lines.length];
  const pieces = isPart && line ? { pieces: [{ lineId: line.id, quantity: 1 }] } : {};
  const parcel = { courier: "顺丰速运", trackingNo: sending.trackingNo, seen: parcelChanges, ...pieces };
  const verb = status === "SHIPPED" ? addParcel : shipOrder;
  const answer = await ask(world, at, `owner sends ${isPart ? "a part" : "all"}`, (shop) => verb(shop, orderId, parcel));
  // Another owner may have taken it back before this one hears that it was sent.
  if (answer && !sending.isTakenBack) sending.told = answer.ok ? "sent" : "refused";
}

/** The last parcel was entered by mistake. */
export async function takeParcelBack(world: World, orderId: string, at: number): Promise<void> {
  const { scheduler, simulation, notes } = world;
  const parcel = await scheduler.meanwhile(simulation.shop.db.parcel.findFirst({ where: { orderId }, orderBy: { id: "desc" } }));
  if (!parcel) return;
  const answer = await ask(world, at, "owner takes a parcel back", (shop) => takeBackParcel(shop, orderId, { parcelId: parcel.id }));
  const sending = notes.parcels.find((one) => one.orderId === orderId && one.trackingNo === parcel.trackingNo);
  if (!sending || (answer && !answer.ok)) return;
  Object.assign(sending, { isTakenBack: true, told: answer ? "taken back" : "unknown" });
}

export async function sendNothingMore(world: World, orderId: string, at: number): Promise<void> {
  await ask(world, at, "owner sends no more", (shop) => sendNoMore(shop, orderId));
}

/** A new form for a refund of a share of what was paid, with the freight or without. */
export async function beginRefund(
  world: World,
  orderId: string,
  { at, share, withFreight }: { at: number; share: number; withFreight: boolean },
): Promise<void> {
  const { scheduler, simulation, notes } = world;
  const which = { orderId, disposition: "settled" } as const;
  const payment = await scheduler.meanwhile(
    simulation.shop.db.payment.findFirst({ where: which, include: { order: { select: { shippingFen: true } } } }),
  );
  if (!payment) return;
  const freightFen = withFreight ? (payment.order?.shippingFen ?? 0) : 0;
  const fen = Math.max(Math.floor(payment.amountFen / share), freightFen);
  const asked = { key: `refund-${notes.refunds.length}`, orderId, outTradeNo: payment.outTradeNo, fen, freightFen };
  notes.refunds.push(asked);
  await giveBack(world, asked, at);
}

/** The owner's form: sent again it is the same wish, and whatever came of it before, it gives nothing back twice. */
export async function giveBack(world: World, { key, orderId, outTradeNo, fen, freightFen }: Asked, at: number): Promise<void> {
  await ask(world, at, `owner gives ${fen} fen back, ${freightFen} of it freight (${key})`, async (shop) => {
    const deed = refundOrder(shop, { orderId, amountFen: fen, freightFen, reason: "少发一件", wish: { key, owner: "owner" } });
    await wanted(world.simulation, { of: { outTradeNo }, fen, key }, deed);
  });
}
