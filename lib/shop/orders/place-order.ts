import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Result, refuse } from "@/lib/server/result";
import { newToken } from "@/lib/server/token";
import type { Address } from "@/lib/shop/addresses/address";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { recordEvent } from "./order-event";
import { newOrderNo, newOutTradeNo } from "./order-no";

/** What a buyer may order at most; also keeps every sum inside an integer column. */
export const MAX_LINES = 50;
export const MAX_QUANTITY = 99;
export const MAX_TOTAL_FEN = 999_999_999;

export type OrderDraft = {
  /** Random, made with the form: the same key again is the same order. */
  idempotencyKey: string;
  items: { variantId: number; quantity: number; expectedPriceFen: number }[];
  address: Address;
  note: string;
};

export type PlaceOrderRefusal = "empty" | "too_many" | "off_sale" | "sold_out" | "price_changed" | "too_expensive";
export type PlacedOrder = Result<{ orderId: string; no: string; accessToken: string; replayed: boolean }, PlaceOrderRefusal>;

/**
 * Places an order: reads prices and stock anew, reserves the stock, freezes the lines and makes the first payment
 * attempt, all in one transaction. A double click, a second tab or a retried request finds the order that it already made
 * (`replayed`). Refusals change nothing and say in `message` which goods they are about.
 */
export async function placeOrder(shop: Shop, buyerId: string, draft: OrderDraft): Promise<PlacedOrder> {
  const items = mergeItems(draft.items);
  const bad = checkItems(items);
  if (bad) return bad;
  try {
    return await shop.db.$transaction(
      async (tx) => (await findPlaced(tx, buyerId, draft)) ?? (await place(tx, shop, buyerId, draft, items)),
    );
  } catch (error) {
    if (error instanceof Refusal) return error.refusal;
    // The twin of this very request was quicker by a moment: its order is the answer.
    const twin = isUniqueViolation(error) ? await findPlaced(shop.db, buyerId, draft) : null;
    if (twin) return twin;
    throw error;
  }
}

/** Carries a typed refusal out of the transaction, which it thereby rolls back. */
class Refusal extends Error {
  constructor(readonly refusal: Extract<PlacedOrder, { ok: false }>) {
    super(refusal.reason);
  }
}

async function place(tx: Tx, shop: Shop, buyerId: string, draft: OrderDraft, items: OrderDraft["items"]): Promise<PlacedOrder> {
  const at = shop.now();
  const lines = await readLines(tx, items);
  const itemsFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  if (itemsFen > MAX_TOTAL_FEN) throw new Refusal(refuse("too_expensive", "订单金额过大，请分开下单"));
  const expiresAt = new Date(at.getTime() + shop.config.orderExpiresInMs);
  const order = await tx.order.create({
    data: {
      no: newOrderNo(at),
      accessToken: newToken(),
      buyerId,
      idempotencyKey: draft.idempotencyKey,
      itemsFen,
      shippingFen: 0,
      totalFen: itemsFen,
      note: draft.note,
      ...receiver(draft.address),
      expiresAt,
      dueAt: expiresAt,
      createdAt: at,
      lines: { create: lines },
      attempts: {
        create: {
          outTradeNo: newOutTradeNo(at),
          protocol: shop.gateway.protocol,
          amountFen: itemsFen,
          payableUntil: expiresAt,
          createdAt: at,
        },
      },
    },
    select: { id: true, no: true, accessToken: true },
  });
  const { missing } = await moveStock(tx, "reserve", order.id, lines, at);
  if (missing.length > 0) throw new Refusal(refuse("sold_out", `库存不足：${titles(lines, missing)}，请修改数量后再下单`));
  await recordEvent(tx, { orderId: order.id, kind: "placed", actor: "buyer", at });
  return { ok: true, orderId: order.id, no: order.no, accessToken: order.accessToken, replayed: false };
}

/** The goods as they are sold now; a buyer is never charged a price that was not shown. */
async function readLines(tx: Tx, items: OrderDraft["items"]) {
  const variants = await tx.variant.findMany({
    where: { id: { in: items.map((item) => item.variantId) } },
    select: {
      id: true,
      name: true,
      priceFen: true,
      active: true,
      product: { select: { slug: true, title: true, images: true, onSale: true } },
    },
  });
  const byId = new Map(variants.map((variant) => [variant.id, variant]));
  return items.map(({ variantId, quantity, expectedPriceFen }) => {
    const variant = byId.get(variantId);
    if (!variant?.active || !variant.product.onSale) {
      throw new Refusal(refuse("off_sale", `${variant ? variant.product.title : "有商品"}已下架，请移除后再下单`));
    }
    if (variant.priceFen !== expectedPriceFen) {
      throw new Refusal(refuse("price_changed", `${variant.product.title}的价格有变化，请确认新价格后再提交`));
    }
    return {
      variantId,
      quantity,
      priceFen: variant.priceFen,
      productSlug: variant.product.slug,
      title: variant.product.title,
      variantName: variant.name,
      image: variant.product.images[0] ?? "",
    };
  });
}

type Reader = Pick<Tx, "order">;

async function findPlaced(db: Reader, buyerId: string, { idempotencyKey }: OrderDraft): Promise<PlacedOrder | null> {
  const order = await db.order.findUnique({
    where: { buyerId_idempotencyKey: { buyerId, idempotencyKey } },
    select: { id: true, no: true, accessToken: true },
  });
  return order && { ok: true, orderId: order.id, no: order.no, accessToken: order.accessToken, replayed: true };
}

function mergeItems(items: OrderDraft["items"]): OrderDraft["items"] {
  const merged = new Map<number, OrderDraft["items"][number]>();
  for (const item of items) {
    const known = merged.get(item.variantId);
    merged.set(item.variantId, known ? { ...known, quantity: known.quantity + item.quantity } : { ...item });
  }
  return [...merged.values()];
}

function checkItems(items: OrderDraft["items"]) {
  if (items.length === 0) return refuse("empty", "请先选择要购买的商品");
  if (items.length > MAX_LINES) return refuse("too_many", `一次最多购买 ${MAX_LINES} 种商品，请分开下单`);
  const valid = items.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY);
  return valid ? null : refuse("too_many", `每种商品一次可购买 1 至 ${MAX_QUANTITY} 件`);
}

function receiver(address: Address) {
  return {
    receiverName: address.name,
    receiverPhone: address.phone,
    province: address.province,
    city: address.city,
    district: address.district,
    addressDetail: address.detail,
  };
}

function titles(lines: { variantId: number; title: string; variantName: string }[], ids: number[]): string {
  return lines
    .filter((line) => ids.includes(line.variantId))
    .map((line) => (line.variantName ? `${line.title}（${line.variantName}）` : line.title))
    .join("、");
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
