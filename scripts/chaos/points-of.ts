import type { Deed } from "../trials/deeds";
import { ANSWERS } from "../trials/http-road";
import type { Point } from "../trials/points";
import type { ContractName } from "../trials/town";

const DEEDS: Deed[] = [
  "placing an order",
  "booking a payment",
  "promising a refund",
  "booking a refund",
  "sending a refund",
  "closing an order",
  "sending to the cashier",
  "taking due rows",
  "keeping a notice",
];

const CALLS: Record<ContractName, string[]> = {
  openapi: ["alipay.trade.query", "alipay.trade.close", "alipay.trade.refund", "alipay.trade.fastpay.refund.query"],
  "wap-token": ["alipay.wap.trade.create.direct", "single_trade_query", "close_trade", "notify_verify", "refund_fastpay_by_platform_nopwd"],
};

/** Every point at which a server is killed under this contract. */
export function pointsOf(contract: ContractName): Point[] {
  return [
    ...DEEDS.flatMap((deed): Point[] => [`before commit: ${deed}`, `after commit: ${deed}`]),
    ...CALLS[contract].flatMap((call): Point[] => [`before call: ${call}`, `after call: ${call}`]),
    ...ANSWERS.map((answer): Point => `answer: ${answer}`),
  ];
}
