import "server-only";
import { setImmediate } from "node:timers/promises";
import type { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { recordAudit } from "@/lib/shop/audit/record-audit";
import type { Keyset } from "@/lib/shop/keyset";
import type { OrderStatus } from "@/lib/shop/orders/order";
import type { Cell } from "@/lib/shop/sheets/cell";
import type { Shop } from "@/lib/shop/shop";
import { type Choice, MOST_EXPORTED } from "./choice";
import { type Chosen, choose, countChosen, readChosen } from "./choose-orders";
import { columnsOf, type Layout, type OrderColumn, rowsOf, type SheetOrder } from "./order-sheet";
import { PARCELS_SELECT, parcelsOf } from "./parcels-of";
import { skusOf } from "./skus-of";

/** Orders that are read, and their rows made, in one turn. */
const BATCH = 200;

const SELECT = {
  ...{ id: true, no: true, status: true, createdAt: true, paidAt: true, shippedAt: true, note: true },
  ...{ itemsFen: true, adjustFen: true, shippingFen: true, totalFen: true },
  ...{ receiverName: true, receiverPhone: true, province: true, city: true, district: true, addressDetail: true },
  lines: {
    select: { variantId: true, title: true, variantName: true, priceFen: true, quantity: true, discountFen: true, adjustFen: true },
    orderBy: { id: "asc" },
  },
  ...PARCELS_SELECT,
  payments: { where: { disposition: "settled" }, select: { refundedFen: true } },
} as const satisfies Prisma.OrderSelect;

type Words = { headings: Record<OrderColumn, string>; status: Record<OrderStatus, string> };

/**
 * The chosen orders as a table, its headings first, oldest order first, to be written while they are read: a shop of any size costs
 * little memory, and no turn is long. That they leave the shop is in the audit trail before the first of them does, without what was
 * searched for, which may be somebody's phone. `hasMoney`: with the columns that have sums. Refuses none, and more than MOST_EXPORTED.
 */
export async function exportOrders(
  shop: Shop,
  choice: Choice,
  { layout, file, words, hasMoney }: { layout: Layout; file: "csv" | "xlsx"; words: Words; hasMoney: boolean },
): Promise<Result<{ rows: AsyncGenerator<Cell[]> }, "none" | "too_many">> {
  const chosen = await choose(shop, choice);
  const orders = await countChosen(shop, chosen, MOST_EXPORTED + 1);
  if (orders === 0) return refuse("none");
  if (orders > MOST_EXPORTED) return refuse("too_many");
  const days =
    "nos" in choice ? {} : { ...(choice.days.from && { fromDay: choice.days.from }), ...(choice.days.to && { toDay: choice.days.to }) };
  await recordAudit(shop.db, shop, { kind: "orders_exported", after: { orders, file, ...days } });
  return { ok: true, rows: readRows(shop, chosen, { layout, words, columns: columnsOf(layout, { hasMoney }) }) };
}

type Rows = { layout: Layout; words: Words; columns: readonly OrderColumn[] };

async function* readRows(shop: Shop, chosen: Chosen, { layout, words, columns }: Rows): AsyncGenerator<Cell[]> {
  yield columns.map((column) => words.headings[column]);
  for (let after: Keyset | null = null; ; ) {
    const keys: Keyset[] = await readChosen(shop, chosen, { after, most: BATCH });
    for (const order of await readOrders(shop, keys)) yield* rowsOf(order, layout, { status: words.status, columns });
    const last = keys.at(-1);
    if (!last || keys.length < BATCH) return;
    after = last;
    await setImmediate();
  }
}

async function readOrders({ db }: Shop, keys: readonly Keyset[]): Promise<SheetOrder[]> {
  const orders = await db.order.findMany({ where: { id: { in: keys.map(({ id }) => id) } }, select: SELECT });
  const skus = await skusOf(
    db,
    orders.flatMap(({ lines }) => lines.map(({ variantId }) => variantId)),
  );
  const found = new Map(orders.map((order) => [order.id, order]));
  return keys.flatMap(({ id }) => {
    const order = found.get(id);
    if (!order) return [];
    const lines = order.lines.map(({ variantId, ...line }) => ({ ...line, sku: skus.get(variantId) ?? "" }));
    return {
      ...order,
      lines,
      parcels: parcelsOf(order),
      refundedFen: order.payments.reduce((sum, { refundedFen }) => sum + refundedFen, 0),
    };
  });
}
