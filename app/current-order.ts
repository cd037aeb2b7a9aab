import "server-only";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { hashOfCookie } from "@/lib/shop/buyers/buyer-token";
import { type FoundOrder, findVisibleId, getOrderForBuyer } from "@/lib/shop/orders/get-order";
import { findByLink, noteVisit, type Visit } from "@/lib/shop/orders/open-by-link";
import { buyerToken, currentBuyer, ensureBuyer } from "./current-buyer";

/**
 * The order that this visitor may see: by the cookie of the browser that placed it, or that opened its link. null both for a
 * stranger's order and for none; every page, action and route about one order asks here.
 */
export async function findVisibleOrder(no: string): Promise<FoundOrder | null> {
  const buyer = await currentBuyer();
  return buyer && getOrderForBuyer(getShop(), no, buyer.id);
}

/** The same order's id alone, for its page's poll: one statement, whose answer is asked for anew each time. */
export async function findVisibleOrderId(no: string): Promise<string | null> {
  const tokenHash = hashOfCookie(await buyerToken());
  return tokenHash && findVisibleId(getShop(), no, tokenHash);
}

/** The same for what a visitor by link sees no more once the order is over, as its receiver: null for them then. */
export async function findPrivateOrderId(no: string): Promise<string | null> {
  const tokenHash = hashOfCookie(await buyerToken());
  return tokenHash && findVisibleId(getShop(), no, tokenHash, { isPrivate: true });
}

/** Exchanges an order's link for this browser's cookie; false for a wrong one. For route handlers and actions, which can set cookies. */
export async function openByLink(no: string, token: string): Promise<boolean> {
  const order = await findByLink(getShop(), { no, token });
  return order !== null && showInThisBrowser(order);
}

/** Lets this browser see an order from now on; false where its network has brought too many. The caller has made sure that it may. */
export async function showInThisBrowser(visit: Visit): Promise<boolean> {
  const buyer = await ensureBuyer();
  if (buyer) await noteVisit(getShop(), { ...visit, buyerId: buyer.id });
  return buyer !== null;
}
