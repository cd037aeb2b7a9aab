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

/** Exchanges an order's link for this browser's cookie; false for a wrong one. For route handlers and actions, which can set cookies. */
export async function openByLink(no: string, token: string): Promise<boolean> {
  const order = await findByLink(getShop(), { no, token });
  if (order) await showInThisBrowser(order);
  return order !== null;
}

/** Lets this browser see an order from now on. The caller has made sure that it may. */
export async function showInThisBrowser(visit: Visit): Promise<void> {
  await noteVisit(getShop(), { ...visit, buyerId: (await ensureBuyer()).id });
}
