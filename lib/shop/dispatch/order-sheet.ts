import { timeText } from "@/lib/shop/day";
import { yuanText } from "@/lib/shop/money";
import type { OrderStatus } from "@/lib/shop/orders/order";
import { paidForLine } from "@/lib/shop/promotions/paid-for-pieces";
import type { Cell } from "@/lib/shop/sheets/cell";
import type { SentParcel } from "./parcels-of";

/** The noun: orders as a table that leaves the shop, a row for each order or for each of its lines. Pure. */

/** A row for each order, or one for each line of goods. */
export type Layout = "orders" | "lines";

const ABOUT_ORDER = ["no", "status", "placedAt", "paidAt", "shippedAt"] as const;
const MONEY = ["items", "freight", "discount", "adjust", "total", "paid", "refunded"] as const;
const RECEIVER = ["name", "phone", "province", "city", "district", "detail", "address", "note"] as const;
const PARCEL = ["courier", "trackingNo"] as const;

export const ORDER_COLUMNS = {
  orders: [...ABOUT_ORDER, ...RECEIVER, "goods", "pieces", ...MONEY, ...PARCEL],
  lines: [...ABOUT_ORDER, ...RECEIVER, "title", "variant", "sku", "price", "quantity", "lineSum", ...MONEY, ...PARCEL],
} as const satisfies Record<Layout, readonly string[]>;
export type OrderColumn = (typeof ORDER_COLUMNS)[Layout][number];

const SUMS: readonly OrderColumn[] = [...MONEY, "price", "lineSum"];

/** The columns of a file; for whoever must not see sums without those that have some. */
export function columnsOf(layout: Layout, { hasMoney }: { hasMoney: boolean }): readonly OrderColumn[] {
  return ORDER_COLUMNS[layout].filter((column) => hasMoney || !SUMS.includes(column));
}

/** What the shop keeps of an order, as far as its rows say it. Money in fen. */
export type SheetOrder = {
  no: string;
  status: OrderStatus;
  createdAt: Date;
  paidAt: Date | null;
  shippedAt: Date | null;
  itemsFen: number;
  /** By what the owner has changed the sum of the goods. */
  adjustFen: number;
  shippingFen: number;
  totalFen: number;
  refundedFen: number;
  note: string;
  receiverName: string;
  receiverPhone: string;
  province: string;
  city: string;
  district: string;
  addressDetail: string;
  parcels: readonly SentParcel[];
  lines: { title: string; variantName: string; sku: string; priceFen: number; quantity: number; discountFen: number; adjustFen: number }[];
};

/**
 * The rows of an order, with those of the layout's columns that the file has. The sums of an order with several lines stand in its first row alone,
 * so that a column adds up to what it says; number, address and parcel stand in each, as programs that print labels want them.
 */
export function rowsOf(
  order: SheetOrder,
  layout: Layout,
  { status, columns }: { status: Record<OrderStatus, string>; columns: readonly OrderColumn[] },
): Cell[][] {
  const about = { ...aboutOrder(order, status), ...receiverOf(order), ...parcelsInWords(order) };
  if (layout === "orders") {
    const pieces = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
    const row: Record<string, Cell> = { ...about, ...moneyOf(order), goods: goodsInWords(order), pieces: { number: String(pieces) } };
    return [columns.map((column) => row[column] ?? "")];
  }
  return order.lines.map(({ title, variantName, sku, ...sums }, index) => {
    const counted = { price: yuan(sums.priceFen), quantity: { number: String(sums.quantity) }, lineSum: yuan(paidForLine(sums)) };
    const line = { title, variant: variantName, sku, ...counted };
    const row: Record<string, Cell> = { ...about, ...(index === 0 && moneyOf(order)), ...line };
    return columns.map((column) => row[column] ?? "");
  });
}

function aboutOrder({ no, createdAt, paidAt, shippedAt, ...order }: SheetOrder, status: Record<OrderStatus, string>) {
  const time = (at: Date | null) => (at ? timeText(at) : "");
  return { no, status: status[order.status], placedAt: time(createdAt), paidAt: time(paidAt), shippedAt: time(shippedAt) };
}

function moneyOf({ itemsFen, adjustFen, shippingFen, totalFen, refundedFen, paidAt }: SheetOrder): Record<(typeof MONEY)[number], Cell> {
  return {
    items: yuan(itemsFen),
    freight: yuan(shippingFen),
    discount: yuan(itemsFen + adjustFen + shippingFen - totalFen),
    adjust: yuan(adjustFen),
    total: yuan(totalFen),
    paid: paidAt ? yuan(totalFen) : "",
    refunded: paidAt ? yuan(refundedFen) : "",
  };
}

function receiverOf(order: SheetOrder) {
  const { receiverName: name, receiverPhone: phone, province, city, district, addressDetail: detail, note } = order;
  // 北京市北京市…: where province and city are one, parcels name it once.
  const address = `${province}${city === province ? "" : city}${district}${detail}`;
  return { name, phone, province, city, district, detail, address, note };
}

/** Several parcels of one order stand in one cell, in the same order in both. */
function parcelsInWords({ parcels }: SheetOrder) {
  return { courier: parcels.map(({ courier }) => courier).join("；"), trackingNo: parcels.map(({ trackingNo }) => trackingNo).join("；") };
}

function goodsInWords({ lines }: SheetOrder): string {
  return lines
    .map(({ title, variantName, sku, quantity }) => [title, variantName && `[${variantName}]`, sku && `(${sku})`, `×${quantity}`])
    .map((parts) => parts.filter(Boolean).join(" "))
    .join("；");
}

function yuan(fen: number): Cell {
  return { number: yuanText(fen), decimals: 2 };
}
