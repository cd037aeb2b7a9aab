import { expect } from "vitest";
import type { Shop } from "@/lib/shop/shop";
import type { Goods, Rules } from "./goods";

/** An order as limits see it: `tea`, how many pieces of what is limited. */
export type Standing = { id: string; buyerId: string; phone: string; status: string; isReplaced: boolean; tea: number };
/** All orders at one moment, by their ids. */
export type Standings = ReadonlyMap<string, Standing>;

export async function readStandings({ pool }: Shop, { tea }: Goods): Promise<Standings> {
  const { rows } = await pool.query<Standing>(
    `SELECT o.id, o.buyer_id AS "buyerId", o.receiver_phone AS phone, o.status::text,
      EXISTS (SELECT 1 FROM order_events e WHERE e.order_id = o.id AND e.detail ? 'replacedBy') AS "isReplaced",
      COALESCE((SELECT sum(l.quantity) FROM order_lines l WHERE l.order_id = o.id AND l.variant_id = $1), 0)::int AS tea
    FROM orders o`,
    [tea],
  );
  return new Map(rows.map((row) => [row.id, row]));
}

const isPaid = ({ status }: Standing) => status !== "PENDING" && status !== "CLOSED";
const sum = (orders: readonly Standing[]) => orders.reduce((total, { tea }) => total + tea, 0);

type Wanted = { buyerId: string; phone: string; tea: number };

/**
 * Whether so much tea is more than its owner sells, to one who has what these orders say: of the browser whatever is not closed, of
 * the phone number what is paid (docs/decisions/0023).
 */
export function isOverLimit({ perOrder, perBuyer }: Rules, orders: Standings, { buyerId, phone, tea }: Wanted): boolean {
  if (tea === 0) return false;
  if (perOrder !== null && tea > perOrder) return true;
  const theirs = [...orders.values()].filter(
    (order) => (order.buyerId === buyerId && order.status !== "CLOSED") || (isPaid(order) && order.phone === phone),
  );
  return perBuyer !== null && sum(theirs) + tea > perBuyer;
}

/**
 * Whatever the shop has accepted between two moments was within the limits: an order that is new, one that goes to another number
 * now, and a closed one that late money has paid. Of what happened between them only what is sure counts against it: what others
 * had at both moments, and, since those who pay late take turns, what else was paid late.
 */
export function checkAccepted({ perOrder, perBuyer }: Rules, before: Standings, after: Standings): void {
  const orders = [...after.values()].filter(({ tea }) => tea > 0);
  for (const order of orders) if (perOrder !== null) expect(order.tea, "pieces in one order").toBeLessThanOrEqual(perOrder);
  if (perBuyer === null) return;
  const was = ({ id }: Standing) => before.get(id);
  const isLate = (order: Standing) => was(order)?.status === "CLOSED" && isPaid(order);
  const isOpenAllAlong = (order: Standing) => order.status !== "CLOSED" && (was(order)?.status ?? "CLOSED") !== "CLOSED";
  const isPaidAllAlong = (order: Standing) => isPaid(order) && isPaid(was(order) ?? { ...order, status: "PENDING" });
  for (const order of orders.filter(({ status }) => status !== "CLOSED")) {
    const isAccepted = !was(order) || was(order)?.phone !== order.phone || isLate(order);
    if (!isAccepted) continue;
    const others = orders.filter(({ id, isReplaced }) => id !== order.id && !isReplaced);
    const sure = others.filter((other) => {
      const isOwn = other.buyerId === order.buyerId;
      if (!isOwn && other.phone !== order.phone) return false;
      if (isLate(order) && isLate(other)) return true;
      return isOwn ? isOpenAllAlong(other) : isPaidAllAlong(other);
    });
    expect(sum(sure) + order.tea, `what the buyer of ${order.id} has, which was accepted`).toBeLessThanOrEqual(perBuyer);
  }
  checkBrowsers(perBuyer, orders);
}

/** What one browser's orders hold never exceeds the limit, however they came about. */
function checkBrowsers(perBuyer: number, orders: readonly Standing[]): void {
  for (const buyerId of new Set(orders.map((order) => order.buyerId))) {
    const own = orders.filter((order) => order.buyerId === buyerId && order.status !== "CLOSED" && !order.isReplaced);
    expect(sum(own), `what browser ${buyerId} has`).toBeLessThanOrEqual(perBuyer);
  }
}
