import { expect } from "vitest";
import { findImbalances } from "@/lib/shop/ledger/find-imbalances";
import { ALLOWED_MOVES, type OrderStatus } from "@/lib/shop/orders/order";
import type { Shop } from "@/lib/shop/shop";

/** What must hold after everything, whatever happened: the books of money, stock and status. */
export async function checkInvariants(shop: Shop): Promise<void> {
  await checkMoney(shop);
  expect(await findImbalances(shop), "payments whose counters are not what the ledger says").toEqual([]);
  await checkRefunds(shop);
  await checkStock(shop);
  await checkTimelines(shop);
}

async function checkMoney(shop: Shop): Promise<void> {
  const orders = await shop.db.order.findMany({ include: { payments: true } });
  for (const order of orders) {
    const settled = order.payments.filter((payment) => payment.disposition === "settled");
    const isPaid = ["PAID", "SHIPPED", "COMPLETED"].includes(order.status) || order.closeReason === "refunded";
    expect(
      settled.map((payment) => payment.amountFen),
      `payments of a ${order.status} order`,
    ).toEqual(isPaid ? [order.totalFen] : []);
    if (order.closeReason === "refunded") expect(settled[0]?.refundedFen, "an order closed as refunded").toBe(order.totalFen);
    if (order.paidAt) expect(order.status, "an order with a time of payment").not.toBe("PENDING");
  }
  const held = await shop.db.payment.findMany({ where: { disposition: "held" } });
  for (const payment of held) {
    const shown = await shop.db.discrepancy.count({ where: { tradeNo: payment.tradeNo } });
    expect(shown, `held money of ${payment.tradeNo} is shown to the owner`).toBeGreaterThan(0);
  }
  const open = await shop.db.paymentAttempt.groupBy({ by: ["orderId"], where: { status: "OPEN" }, _count: true });
  for (const group of open) expect(group._count, "live attempts of one order").toBe(1);
}

/** Never more goes back than came, and the two sums of a payment are those of its refunds. */
async function checkRefunds(shop: Shop): Promise<void> {
  for (const payment of await shop.db.payment.findMany({ include: { refunds: true } })) {
    const sum = (...statuses: string[]) =>
      payment.refunds.filter(({ status }) => statuses.includes(status)).reduce((total, { amountFen }) => total + amountFen, 0);
    const { refundingFen, refundedFen } = payment;
    expect({ refundingFen, refundedFen }, `refunds of ${payment.tradeNo}`).toEqual({
      refundingFen: sum("PENDING", "DONE"),
      refundedFen: sum("DONE"),
    });
    expect(refundingFen <= payment.amountFen, `refunds of ${payment.tradeNo} are no more than was paid`).toBe(true);
    for (const { status, dueAt, outRequestNo } of payment.refunds)
      expect(dueAt !== null, `${outRequestNo} is ${status} and somebody looks after it`).toBe(status === "PENDING");
  }
}

async function checkStock(shop: Shop): Promise<void> {
  for (const variant of await shop.db.variant.findMany({ include: { movements: true } })) {
    const sum = (kind: string) => variant.movements.filter((m) => m.kind === kind).reduce((total, m) => total + m.quantity, 0);
    const books = {
      stock: sum("adjust") - sum("reserve") + sum("release") - sum("retake") + sum("return"),
      reserved: sum("reserve") - sum("sell") - sum("release"),
      sold: sum("sell") + sum("retake") - sum("return"),
    };
    expect({ stock: variant.stock, reserved: variant.reserved, sold: variant.sold }, `stock of variant ${variant.id}`).toEqual(books);
    expect(Math.min(variant.stock, variant.reserved, variant.sold)).toBeGreaterThanOrEqual(0);
  }
}

const STATUS_OF_EVENT: Record<string, OrderStatus> = {
  placed: "PENDING",
  paid: "PAID",
  paid_late: "PAID",
  closed: "CLOSED",
  shipped: "SHIPPED",
  completed: "COMPLETED",
};

async function checkTimelines(shop: Shop): Promise<void> {
  const orders = await shop.db.order.findMany({ include: { events: { orderBy: { id: "asc" } } } });
  for (const order of orders) {
    const statuses = order.events.flatMap((event) => STATUS_OF_EVENT[event.kind] ?? []);
    expect(statuses.at(-1), "the timeline ends where the order is").toBe(order.status);
    for (const [index, to] of statuses.entries()) {
      const from = statuses[index - 1];
      if (from) expect(ALLOWED_MOVES[from], `${from} → ${to}`).toContain(to);
    }
  }
}
