import { parseAmount } from "@/lib/alipay/amount";
import type { Order } from "../ledger/types";
import { sendNotice } from "../notify/send-notice";
import { randomDigits } from "../plumbing/random";
import { buyerByEmail, DEMO_BUYERS } from "../trades/buyers";
import { openTrade } from "../trades/open-trade";
import { payTrade } from "../trades/pay-trade";
import { refundableFen, refundTrade } from "../trades/refund-trade";
import type { World } from "../world/world";
import { payInput, refundInput } from "./inputs";
import { BadInput, json, readJson } from "./json";
import { latestNotice, showDelivery, showTrade } from "./show";

/** Pays as a buyer would at the cashier; the notice is due at once. */
export async function pay(world: World, request: Request, outTradeNo: string): Promise<Response> {
  const input = await readJson(request, payInput);
  const order = orderOf(world, outTradeNo);
  const known = world.ledger.get("trade", outTradeNo);
  const buyer = buyerByEmail(input.buyer ?? known?.buyer.email ?? DEMO_BUYERS[0]?.email ?? "");
  if (!buyer) throw new BadInput(`There is no demo buyer ${input.buyer}; there are ${DEMO_BUYERS.map(({ email }) => email).join(", ")}.`);
  const trade = openTrade(world, order, buyer);
  if (!trade) throw new BadInput(known ? "Another buyer has begun this trade." : "The order's time is over.", 409);
  const finish = input.status === undefined ? undefined : input.status === "TRADE_FINISHED";
  if (!payTrade(world, trade, { finish })) throw new BadInput(`The trade is ${trade.status} and cannot be paid.`, 409);
  return json({ trade: showTrade(world, order) });
}

/** Sends the latest notice once more now, whatever its schedule says and even if it was acknowledged. */
export async function notifyAgain(world: World, _request: Request, outTradeNo: string): Promise<Response> {
  const order = orderOf(world, outTradeNo);
  const notice = latestNotice(world, order);
  if (!notice) throw new BadInput("There is nothing to notify of yet.", 409);
  return json({ delivery: showDelivery(await sendNotice(world, notice, world.now())) });
}

/** Refunds as the seller would in Alipay's console: a part, or what is left when no amount is given. */
export async function refund(world: World, request: Request, outTradeNo: string): Promise<Response> {
  const input = await readJson(request, refundInput);
  const order = orderOf(world, outTradeNo);
  const trade = world.ledger.get("trade", outTradeNo);
  if (!trade) throw new BadInput("Nobody has paid this order.", 409);
  const amountFen = input.amount === undefined ? refundableFen(world, trade) : parseAmount(input.amount);
  if (amountFen === null) throw new BadInput('amount must be yuan in text, such as "19.80".');
  // The console makes a number of its own, which the merchant does not know.
  const requestNo = input.out_request_no ?? randomDigits(world.random, 28);
  if (!refundTrade(world, trade, { requestNo, outBizNo: requestNo, amountFen, reason: null, by: "console" }))
    throw new BadInput(`The trade is ${trade.status}, the amount is more than what is left of it, or the number is used.`, 409);
  return json({ trade: showTrade(world, order) });
}

function orderOf(world: World, outTradeNo: string): Order {
  const order = world.ledger.get("order", outTradeNo);
  if (!order) throw new BadInput(`There is no order ${outTradeNo}.`, 404);
  return order;
}
