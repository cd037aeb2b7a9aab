import { underFaults } from "../faults/answer-faults";
import { readFormBody } from "../http/form-body";
import type { Buyer, Order, Trade } from "../ledger/types";
import { buyerByEmail, LOGIN_PASSWORD, PAY_PASSWORD } from "../trades/buyers";
import { openTrade } from "../trades/open-trade";
import { payTrade } from "../trades/pay-trade";
import { standingOf } from "../trades/standing";
import { stateOf } from "../world/settings";
import type { World } from "../world/world";
import { deliverBeforePage } from "./deliver-before-page";
import { seeOther } from "./page";
import { confirmPage, loginPage } from "./pay-views";
import { closedPage, desktopPage, donePage, expiredPage, notFoundPage, otherBuyerPage, paidPage, systemErrorPage } from "./result-views";
import { returnUrlOf } from "./return-url";
import { sessionBuyer, sessionCookie } from "./session";

type Visit = { order: Order; token: string; buyer: Buyer | null };

const PHONE = /Mobile|Android|iPhone|iPad|iPod|HarmonyOS/i;

/** The refusal of a browser that is not on a phone, or null. */
export function refuseDesktop(world: World, request: Request): Response | null {
  if (!stateOf(world.ledger).settings.refuseDesktop) return null;
  return PHONE.test(request.headers.get("user-agent") ?? "") ? null : desktopPage();
}

/** `/cashier/TOKEN` shows the current step of the purchase; `/login` and `/pay` below it take its two forms. */
export async function cashier(world: World, request: Request, url: URL): Promise<Response> {
  const [, token = "", action = ""] = /^\/cashier\/([^/]+)(?:\/(login|pay))?$/.exec(url.pathname) ?? [];
  const order = world.ledger.get("order", world.ledger.get("token", token)?.outTradeNo ?? "");
  if (!order || request.method !== (action ? "POST" : "GET")) return notFoundPage();
  const where = { channel: "cashier", service: `cashier.${action || "page"}`, outTradeNo: order.outTradeNo } as const;
  const work = async () => {
    const visit = { order, token, buyer: sessionBuyer(world, request, token) };
    const isForComputers = order.protocol === "openapi" && order.page === "computer";
    return (isForComputers ? null : refuseDesktop(world, request)) ?? (await perform(world, request, visit, action));
  };
  return underFaults(world, where, { signal: request.signal, systemError: systemErrorPage, work });
}

async function perform(world: World, request: Request, visit: Visit, action: string): Promise<Response> {
  if (action === "login") return logIn(world, request, visit);
  if (action === "pay") return pay(world, request, visit);
  return show(world, visit);
}

function show(world: World, visit: Visit): Response {
  const { order, token, buyer } = visit;
  const trade = world.ledger.get("trade", order.outTradeNo);
  const standing = standingOf(world, order);
  if (standing === "expired") return expiredPage(order);
  if (standing === "closed") return closedPage(order);
  if (standing === "paid") return paid(world, visit, trade);
  const shown = { order, token, now: world.now() };
  if (!buyer) return loginPage(shown);
  if (!trade) return beginsWithPayment(world) ? confirmPage({ ...shown, buyer }) : loginPage(shown);
  return trade.buyer.id === buyer.id ? confirmPage({ ...shown, buyer }) : otherBuyerPage(trade, token);
}

function paid(world: World, { order, buyer }: Visit, trade: Trade | undefined): Response {
  if (!trade || trade.buyer.id !== buyer?.id) return paidPage(order.merchantUrl);
  const { returnAfterSeconds } = stateOf(world.ledger).settings;
  const returnUrl = trade.returnWithheld ? null : returnUrlOf(world, order, trade);
  return donePage({ order, trade, returnUrl, returnAfterSeconds });
}

async function logIn(world: World, request: Request, visit: Visit): Promise<Response> {
  const { order, token } = visit;
  const form = await readFormBody(request);
  const buyer = buyerByEmail(form?.get("account") ?? "");
  if (standingOf(world, order) !== "payable") return show(world, visit);
  if (!buyer || form?.get("password") !== LOGIN_PASSWORD) return loginPage({ order, token, now: world.now(), wrong: true });
  const known = world.ledger.get("trade", order.outTradeNo);
  if (known && known.buyer.id !== buyer.id) return otherBuyerPage(known, token);
  if (!beginsWithPayment(world)) openTrade(world, order, buyer);
  return seeOther(`/cashier/${token}`, { "set-cookie": sessionCookie(world, buyer, token) });
}

async function pay(world: World, request: Request, visit: Visit): Promise<Response> {
  const { order, token, buyer } = visit;
  const form = await readFormBody(request);
  const known = world.ledger.get("trade", order.outTradeNo);
  const isTheirs = known ? known.buyer.id === buyer?.id : beginsWithPayment(world);
  if (!buyer || !isTheirs || standingOf(world, order) !== "payable") return seeOther(`/cashier/${token}`);
  if (form?.get("password") !== PAY_PASSWORD) return confirmPage({ order, token, now: world.now(), buyer, wrong: true });
  const trade = openTrade(world, order, buyer);
  if (trade && payTrade(world, trade)) await deliverBeforePage(world, order);
  return seeOther(`/cashier/${token}`);
}

function beginsWithPayment(world: World): boolean {
  return stateOf(world.ledger).settings.tradeBeginsWith === "payment";
}
