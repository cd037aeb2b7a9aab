import "server-only";
import type { Tx } from "@/lib/server/db";
import { type Refusal, type Result, refuse } from "@/lib/server/result";
import { newToken } from "@/lib/server/token";
import { getVariants } from "@/lib/shop/catalog/get-variants";
import { readOpening } from "@/lib/shop/opening/read-opening";
import type { Standing } from "@/lib/shop/opening/standing";
import type { Shop } from "@/lib/shop/shop";
import { moveStock } from "@/lib/shop/stock/move-stock";
import { askToClose } from "./ask-to-close";
import { checkBuyLimits, type OverLimit } from "./buy-limits";
import { changeReceiver } from "./change-receiver";
import { type FormerOrder, goesTo, hasItems, isOpen, isUnpaid, listFormer, nextKey, sharesGoods } from "./former-orders";
import { checkItems, type DraftItem, mergeItems, type OrderDraft, receiverOf } from "./order-draft";
import { recordEvent } from "./order-event";
import { countFreight, type FreightRefusal } from "./order-freight";
import { newOrderNo, newOutTradeNo } from "./order-no";
import { checkLimits, checkNetworkAgain, type Holding, type UnpaidRefusal } from "./unpaid-limits";

/** The highest total of an order, in fen: keeps every sum inside an integer column. */
export const MAX_TOTAL_FEN = 999_999_999;

/** A refusal about goods names them; `title` is null for a variant that no longer exists. */
export type PlaceOrderRefusal =
  | Refusal<"empty" | "too_expensive">
  /** The shop is not open yet, or paused: `note` is what its owner says about it. */
  | Refusal<"closed", { standing: Exclude<Standing, "open">; note: string }>
  | Refusal<"too_many", { of: "lines" | "pieces" }>
  | Refusal<"off_sale", { title: string | null }>
  /** `heldBy`: unpaid orders of the same form, without which there would be enough. */
  | Refusal<"sold_out", { goods: { title: string; variantName: string }[]; heldBy: string[] }>
  | Refusal<"price_changed", { title: string }>
  | FreightRefusal
  /** The form has other contents than when it was sent, and its order is paid: `no` is that one. */
  | Refusal<"paid_before", { no: string }>
  | OverLimit
  | UnpaidRefusal;
type Order = {
  orderId: string;
  no: string;
  accessToken: string;
  /** The form has made it before. */
  replayed: boolean;
  /** Unpaid orders of the same form whose place it takes: they are asked to close. */
  replaced: string[];
};
export type PlacedOrder = Result<Order, PlaceOrderRefusal>;

/** What belongs to an order and to other rooms, written in its own transaction: it was placed, or goes to another receiver. */
export type Along = (tx: Tx, what: "placed" | "receiver") => Promise<void>;

/**
 * Places an order: reads prices, stock and freight again, reserves the stock, copies the lines and creates the first payment
 * attempt, all in one transaction. A double click, a second tab or a retried request finds the order that it already made
 * (`replayed`). A form that comes back with another receiver changes the unpaid order that it made; with other goods it makes
 * or another freight another order, and an unpaid one with goods in common is asked to close (docs/decisions/0012). What a browser or
 * a network may hold without paying is limited (docs/decisions/0019), and so is what the owner sells to one buyer. A shop that is not
 * open takes no new order. A refusal changes nothing.
 */
export async function placeOrder(shop: Shop, buyerId: string, draft: OrderDraft, along: Along = async () => {}): Promise<PlacedOrder> {
  const items = mergeItems(draft.items);
  const bad = checkItems(items);
  if (bad) return bad;
  try {
    return await shop.db.$transaction(async (tx) => {
      // Who clicks twice, or in two tabs, or changes the cart meanwhile, goes one after the other.
      await tx.$queryRaw`SELECT 1 FROM buyers WHERE id = ${buyerId}::uuid FOR UPDATE`;
      const former = await listFormer(tx, buyerId, draft.idempotencyKey);
      const form = { buyerId, draft, items, former, along, at: shop.now() };
      return (await answerFormer(tx, form)) ?? (await place(tx, shop, form));
    });
  } catch (error) {
    if (error instanceof Refused) return error.refusal;
    throw error;
  }
}

/** Carries a refusal out of the transaction and so rolls it back. */
class Refused extends Error {
  constructor(readonly refusal: PlaceOrderRefusal) {
    super(refusal.reason);
  }
}

type Form = { buyerId: string; draft: OrderDraft; items: DraftItem[]; former: FormerOrder[]; along: Along; at: Date };

/** The order that the form means, when that is one which it made before; null when it means a new one. */
async function answerFormer(tx: Tx, { buyerId, draft, items, former, along, at }: Form): Promise<PlacedOrder | null> {
  if (former.length === 0) return null;
  const receiver = receiverOf(draft);
  const shippingFen = draft.expectedShippingFen ?? 0;
  const same = former.filter((order) => hasItems(order, items, shippingFen));
  const open = same.find((order) => isOpen(order, at));
  const known = open && !goesTo(open, receiver) ? undefined : (open ?? same.find((order) => goesTo(order, receiver)));
  if (known) return replay(known);
  if (open) {
    const overLimit = await checkBuyLimits(tx, { buyerId, phone: receiver.receiverPhone, items, except: [open.id] });
    if (overLimit) return overLimit;
    const moved = await changeReceiver(tx, { order: open, receiver, at });
    if (!moved.ok && moved.reason !== "not_unpaid") return moved;
    if (moved.ok) {
      await along(tx, "receiver");
      return replay(open);
    }
  }
  const paid = await tx.order.findFirst({
    where: {
      id: { in: former.filter((order) => sharesGoods(order, items)).map(({ id }) => id) },
      status: { notIn: ["PENDING", "CLOSED"] },
    },
    select: { no: true },
  });
  return paid && refuse("paid_before", { no: paid.no });
}

function replay({ id, no, accessToken }: FormerOrder): PlacedOrder {
  return { ok: true, orderId: id, no, accessToken, replayed: true, replaced: [] };
}

async function place(tx: Tx, shop: Shop, form: Form): Promise<PlacedOrder> {
  const { buyerId, draft, items, former, along, at } = form;
  const { standing, note } = await readOpening({ db: tx, config: shop.config });
  if (standing !== "open") throw new Refused(refuse("closed", { standing, note }));
  const { lines, short, isLimited } = await readLines(tx, items);
  if (short.length > 0) throw new Refused(await soldOut(tx, { lines, missing: short, form }));
  const counted = await countFreight(tx, lines, { province: draft.address.province, expectedFen: draft.expectedShippingFen ?? 0 });
  if (!counted.ok) throw new Refused(counted);
  const { shippingFen, freight } = counted;
  const itemsFen = lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  const totalFen = itemsFen + shippingFen;
  if (totalFen > MAX_TOTAL_FEN) throw new Refused(refuse("too_expensive"));
  const holding = holdingOf(form, lines);
  if (isLimited) refuseIf(await checkBuyLimits(tx, { ...{ buyerId, items }, phone: draft.address.phone, except: holding.except }));
  refuseIf(await checkLimits(tx, shop, holding));
  const expiresAt = new Date(at.getTime() + shop.config.firstHoldMs);
  const no = newOrderNo(at);
  // Orders are locked before goods, as by everybody else.
  const replaced = await replaceFormer(tx, form, no);
  const order = await tx.order.create({
    data: {
      no,
      accessToken: newToken(),
      buyerId,
      idempotencyKey: nextKey(draft.idempotencyKey, former),
      itemsFen,
      shippingFen,
      totalFen,
      freight,
      ...receiverOf(draft),
      network: draft.network ?? null,
      expiresAt,
      dueAt: expiresAt,
      createdAt: at,
      lines: { create: lines.map(toOrderLine) },
      attempts: {
        create: {
          outTradeNo: newOutTradeNo(at, shop.config.numberPrefix),
          contract: shop.gateways.current.contract,
          amountFen: totalFen,
          payableUntil: expiresAt,
          createdAt: at,
        },
      },
    },
    select: { id: true, accessToken: true },
  });
  const { missing } = await moveStock(tx, "reserve", order.id, lines, at);
  if (missing.length > 0) throw new Refused(await soldOut(tx, { lines, missing, form }));
  refuseIf(await checkNetworkAgain(tx, shop, { ...holding, except: [...holding.except, order.id] }));
  const detail: Record<string, string> = replaced.length > 0 ? { replaces: replaced.map((old) => old.no).join("、") } : {};
  await recordEvent(tx, { orderId: order.id, kind: "placed", actor: "buyer", detail, at });
  await along(tx, "placed");
  const { id, accessToken } = order;
  return { ok: true, orderId: id, no, accessToken, replayed: false, replaced: replaced.map((old) => old.id) };
}

function refuseIf(refusal: PlaceOrderRefusal | null): void {
  if (refusal) throw new Refused(refusal);
}

/** What the order would hold, beside what its buyer and network hold already. What the form gives up for it does not count. */
function holdingOf({ buyerId, draft, items, former, at }: Form, lines: Line[]): Holding {
  const givenUp = listGivenUp(former, items);
  return { buyerId, network: draft.network, lines, except: givenUp.map(({ id }) => id), at };
}

/** Unpaid orders of the same form that have goods in common with the new one, by id: whoever locks several does so in that order. */
function listGivenUp(former: FormerOrder[], items: DraftItem[]): FormerOrder[] {
  return former.filter((order) => isUnpaid(order) && sharesGoods(order, items)).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** An unpaid order of the same form that has goods in common is not paid beside the new one in silence. */
async function replaceFormer(tx: Tx, { former, items, at }: Form, newNo: string): Promise<FormerOrder[]> {
  const replaced = listGivenUp(former, items);
  for (const { id, no } of replaced) {
    const asked = await askToClose(tx, { orderId: id, by: "buyer", at, detail: { replacedBy: newNo } });
    if (asked) continue;
    const { status } = await tx.order.findUniqueOrThrow({ where: { id }, select: { status: true } });
    if (status !== "CLOSED") throw new Refused(refuse("paid_before", { no }));
  }
  return replaced;
}

type Line = Awaited<ReturnType<typeof readLines>>["lines"][number];

/** What an order keeps of a line: how heavy it was is in its freight. */
function toOrderLine({ grams: _grams, freight: _freight, ...line }: Line) {
  return line;
}

async function soldOut(tx: Tx, { lines, missing, form }: { lines: Line[]; missing: number[]; form: Form }): Promise<PlaceOrderRefusal> {
  const short = lines.filter(({ variantId }) => missing.includes(variantId));
  const goods = short.map(({ title, variantName }) => ({ title, variantName }));
  const holders = form.former.filter(isUnpaid);
  if (holders.length === 0) return refuse("sold_out", { goods, heldBy: [] });
  const stock = await tx.variant.findMany({ where: { id: { in: missing } }, select: { id: true, stock: true } });
  const isEnough = short.every(({ variantId, quantity }) => {
    const held = holders.flatMap((order) => order.lines).filter((line) => line.variantId === variantId);
    const there = stock.find(({ id }) => id === variantId)?.stock ?? 0;
    return held.reduce((sum, line) => sum + line.quantity, there) >= quantity;
  });
  const heldBy = isEnough ? holders.filter((order) => sharesGoods(order, form.items)).map(({ id }) => id) : [];
  return refuse("sold_out", { goods, heldBy });
}

/** The goods as they are sold now, and of which there are too few; a buyer is never charged a price that was not shown. */
async function readLines(tx: Tx, items: DraftItem[]) {
  const variants = await getVariants(
    tx,
    items.map((item) => item.variantId),
  );
  const byId = new Map(variants.map((variant) => [variant.variantId, variant]));
  const lines = items.map(({ variantId, quantity, expectedPriceFen }) => {
    const facts = byId.get(variantId);
    if (!facts?.onSale) throw new Refused(refuse("off_sale", { title: facts?.title ?? null }));
    const { priceFen, productSlug, title, variantName, image, grams, freight } = facts;
    if (priceFen !== expectedPriceFen) throw new Refused(refuse("price_changed", { title }));
    return { variantId, quantity, priceFen, productSlug, title, variantName, image, grams, freight };
  });
  const short = lines.filter(({ variantId, quantity }) => (byId.get(variantId)?.available ?? 0) < quantity);
  const isLimited = variants.some(({ limit }) => limit !== undefined);
  return { lines, short: short.map(({ variantId }) => variantId), isLimited };
}
