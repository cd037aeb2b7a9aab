import "server-only";
import type { DepositBack, DepositBackResult, Gateway } from "@/lib/alipay/gateway";
import type { Tx } from "@/lib/server/db";
import { type Delivery, hearInTurn, keepDelivery, type NoticeAnswer, rejectDelivery, SUCCESS } from "@/lib/shop/inbox/inbox";
import { readMessage } from "@/lib/shop/inbox/read-message";
import { countNotice, timeNotice } from "@/lib/shop/metrics";
import { recordEvent } from "@/lib/shop/orders/order-event";
import { signalOrder } from "@/lib/shop/orders/signal-order";
import { keepReportedRefund } from "@/lib/shop/payments/keep-reported-refund";
import type { Shop } from "@/lib/shop/shop";

type Own = { id: bigint; orderId: string | null; outRequestNo: string; payment: { contract: string } };

/**
 * Takes one delivery of the message that a refund has reached the buyer's card, or that the card refused it and the money is in the
 * buyer's Alipay balance (docs/wire/alipay-openapi.md §3.1). Either way the buyer has the money: it is
 * written down for whoever asks where the money is. A refund that is not done in our books is reported as given back, for the worker.
 * Answered `success` only after that is committed.
 */
export function receiveDepositBack(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  return timeNotice("refund", () => take(shop, delivery));
}

async function take(shop: Shop, delivery: Delivery): Promise<NoticeAnswer> {
  await hearInTurn(shop, delivery.remoteIp);
  const read = (one: Gateway) => readDepositBack(one, delivery);
  const { gateway, result } = await readMessage(shop, delivery.body, read);
  const count = (verdict: string, reason?: string) => countNotice({ about: "refund", protocol: gateway.protocol, verdict, reason });
  const reject = (reason: Parameters<typeof rejectDelivery>[2]) => {
    count("rejected", reason);
    return rejectDelivery(shop, delivery, reason);
  };
  if (!result.ok) return reject(result.reason);
  const own = await findOwn(shop, result.depositBack);
  const contract = own?.payment.contract ?? gateway.contract;
  if (contract !== gateway.contract && !(shop.gateways.has(contract) && read(shop.gateways.of(contract)).ok))
    return reject("wrong_contract");
  const verdict = await shop.db.$transaction(async (tx) => {
    const became = own ? await writeDown(tx, shop, own, result.depositBack) : "foreign";
    if (own) await askIfNotDone(tx, shop, own, result.depositBack);
    const { outTradeNo, tradeNo, outcome } = result.depositBack;
    const named = { notifyId: result.notifyId, outTradeNo, tradeNo, tradeStatus: outcome === "done" ? "S" : "F" };
    await keepDelivery(tx, shop, delivery, { ...named, verdict: became, answer: "success", orderId: own?.orderId ?? null });
    return became;
  });
  count(verdict);
  return SUCCESS;
}

function readDepositBack(gateway: Gateway, { body, contentType }: Delivery): DepositBackResult {
  const read = gateway.parseDepositBack(body, contentType);
  return read === "not_supported" ? { ok: false, reason: "wrong_service", detail: "not of this protocol" } : read;
}

/** A number counts together with its trade: the console may give the same number to a refund of another one. */
function findOwn(shop: Shop, { outRequestNo, tradeNo, outTradeNo }: DepositBack): Promise<Own | null> {
  return shop.db.refund.findFirst({
    where: { outRequestNo, payment: { tradeNo, outTradeNo } },
    select: { id: true, orderId: true, outRequestNo: true, payment: { select: { contract: true } } },
  });
}

/** What has reached a bank was given back, whatever we hold of it: a report with the refund's own number, which the worker books. */
async function askIfNotDone(tx: Tx, shop: Shop, { id, outRequestNo }: Own, { tradeNo, outTradeNo }: DepositBack): Promise<void> {
  const { status } = await tx.refund.findUniqueOrThrow({ where: { id }, select: { status: true } });
  if (status === "DONE") return;
  const refund = { status: "DEPOSIT_BACK", feeFen: null, at: null, outRequestNo };
  await keepReportedRefund(tx, { tradeNo, outTradeNo, rawStatus: `depositback ${outRequestNo}`, refund }, shop.now());
}

/** What a bank has said once stands; Alipay repeats a message that it had no answer to. */
async function writeDown(tx: Tx, shop: Shop, own: Own, { outcome, amountFen, at }: DepositBack): Promise<"to_card" | "repeat"> {
  const now = shop.now();
  const { count } = await tx.refund.updateMany({
    where: { id: own.id, cardOutcome: null },
    data: { cardOutcome: outcome, cardAt: at ?? now },
  });
  if (count === 0) return "repeat";
  if (!own.orderId) return "to_card";
  const detail = { refundNo: own.outRequestNo, ...(amountFen !== null && { refundFen: String(amountFen) }) };
  await recordEvent(tx, {
    orderId: own.orderId,
    kind: outcome === "done" ? "card_credited" : "card_refused",
    actor: "alipay",
    detail,
    at: now,
  });
  await signalOrder(tx, own.orderId);
  return "to_card";
}
