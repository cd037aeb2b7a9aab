import "server-only";
import type { Tx } from "@/lib/server/db";
import { Prisma } from "@/lib/server/prisma/client";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { newToken } from "@/lib/server/token";
import type { Address } from "@/lib/shop/addresses/address";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/shop/catalog/product";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { recordEvent } from "./order-event";
import { newOrderNo, newOutTradeNo } from "./order-no";

/** The highest total of an order, in fen: keeps every sum inside an integer column. */
export const MAX_TOTAL_FEN = 999_999_999;

export type OrderDraft = {
  /** Random, made with the form: the same key again is the same order. */
  idempotencyKey: string;
  items: { variantId: number; quantity: number; expectedPriceFen: number }[];
  address: Address;
  note: string;
};

/** A refusal about goods names them; `title` is null for a variant that no longer exists. */
export type PlaceOrderRefusal =
  | Refusal<"empty" | "too_expensive">
  | Refusal<"too_many", { of: "lines" | "pieces" }>
  | Refusal<"off_sale", { title: string | null }>
  | Refusal<"sold_out", { goods: { title: string; variantName: string }[] }>
  | Refusal<"price_changed", { title: string }>;
export type PlacedOrder = Result<{ orderId: string; no: string; accessToken: string; replayed: boolean }, PlaceOrderRefusal>;

/**
 * Places an order: reads prices and stock again, reserves the stock, copies the lines and creates the first payment
 * attempt, all in one transaction. A double click, a second tab or a retried request finds the order that it already made
 * (`replayed`). A refusal changes nothing.
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
    if (error instanceof Refused) return error.refusal;
    // The same request, sent twice, was a moment quicker: its order is the answer.
    const twin = isUniqueViolation(error) ? await findPlaced(shop.db, buyerId, draft) : null;
    if (twin) return twin;
    throw error;
  }
}

/** Carries a refusal out of the transaction and so rolls it back. */
class Refused extends Error {
  constructor(readonly refusal: PlaceOrderRefusal) {
    super(refusal.reason);
  }
}

async function place(tx: Tx, shop: Shop, buyerId: string, draft: OrderDraft, items: OrderDraft["items"]): Promise<PlacedOrder> {
  const at = shop.now();
  const lines = await readLines(tx, items);
  const itemsFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  if (itemsFen > MAX_TOTAL_FEN) throw new Refused(refuse("too_expensive"));
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
          outTradeNo: newOutTradeNo(at, shop.config.numberPrefix),
          contract: shop.gateways.current.contract,
          amountFen: itemsFen,
          payableUntil: expiresAt,
          createdAt: at,
        },
      },
    },
    select: { id: true, no: true, accessToken: true },
  });
  const { missing } = await moveStock(tx, "reserve", order.id, lines, at);
  if (missing.length > 0) throw new Refused(refuse("sold_out", { goods: namesOf(lines, missing) }));
  await recordEvent(tx, { orderId: order.id, kind: "placed", actor: "buyer", at });
  return { ok: true, orderId: order.id, no: order.no, accessToken: order.accessToken, replayed: false };
}

/** The goods as they are sold now; a buyer is never charged a price that was not shown. */
async function readLines(tx: Tx, items: OrderDraft["items"]) {
  const variants = await getVariants(
    tx,
    items.map((item) => item.variantId),
  );
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]));
  return items.map(({ variantId, quantity, expectedPriceFen }) => {
    const facts = byId.get(variantId);
    if (!facts?.onSale) throw new Refused(refuse("off_sale", { title: facts?.title ?? null }));
    const { priceFen, productSlug, title, variantName, image } = facts;
    if (priceFen !== expectedPriceFen) throw new Refused(refuse("price_changed", { title }));
    return { variantId, quantity, priceFen, productSlug, title, variantName, image };
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

function checkItems(items: OrderDraft["items"]): PlaceOrderRefusal | null {
  if (items.length === 0) return refuse("empty");
  if (items.length > MAX_LINES) return refuse("too_many", { of: "lines" });
  const valid = items.every(({ quantity }) => Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= MAX_QUANTITY);
  return valid ? null : refuse("too_many", { of: "pieces" });
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

function namesOf(lines: { variantId: number; title: string; variantName: string }[], ids: number[]) {
  return lines.filter(({ variantId }) => ids.includes(variantId)).map(({ title, variantName }) => ({ title, variantName }));
}

function isUniqueViolation(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
}
