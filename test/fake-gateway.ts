import type {
  Bill,
  CloseAnswer,
  ConfirmAnswer,
  Gateway,
  RefundAnswer,
  RefundNotificationResult,
  RefundQueryAnswer,
  RefundRequest,
  StartedPayment,
  Trade,
  TradeAnswer,
} from "@/lib/alipay/gateway";

export const SELLER_ID = "2088000000000001";
export const CONTRACT = `wap-token:${SELLER_ID}`;

/** A gateway of plain values for tests of the shop's own rules: each answer can be set, each question is counted. */
export type FakeGateway = Gateway & {
  trades: Map<string, Trade>;
  started: string[];
  /** What the buyers read at Alipay, in the order of `started`. */
  subjects: string[];
  asked: string[];
  closed: string[];
  refunded: RefundRequest[];
  answers: {
    start?: StartedPayment;
    query?: TradeAnswer<Trade> | (() => TradeAnswer<Trade>);
    close?: CloseAnswer;
    confirm?: ConfirmAnswer;
    refund?: RefundAnswer;
    queryRefund?: RefundQueryAnswer;
    bill?: Bill;
    refundNotification?: RefundNotificationResult | "not_supported";
  };
  /** Runs in the middle of a call, to let something else happen meanwhile. */
  during: { query?: () => Promise<unknown>; close?: () => Promise<unknown> };
};

export function fakeGateway(): FakeGateway {
  const gateway: FakeGateway = {
    protocol: "wap-token",
    contract: CONTRACT,
    identity: `fake:${CONTRACT}`,
    sellerId: SELLER_ID,
    hasComputerPage: false,
    hasBill: true,
    answersForRefunds: false,
    get asksBack() {
      return gateway.answers.confirm !== undefined;
    },
    trades: new Map(),
    started: [],
    subjects: [],
    asked: [],
    closed: [],
    refunded: [],
    answers: {},
    during: {},
    async startPayment({ outTradeNo, subject }) {
      gateway.started.push(outTradeNo);
      gateway.subjects.push(subject);
      return gateway.answers.start ?? { ok: true, redirectUrl: `https://cashier.example/?${outTradeNo}` };
    },
    async queryTrade(outTradeNo) {
      gateway.asked.push(outTradeNo);
      const { query } = gateway.answers;
      const trade = gateway.trades.get(outTradeNo);
      const answer = typeof query === "function" ? query() : query;
      await gateway.during.query?.();
      return answer ?? (trade ? { kind: "trade", trade } : { kind: "not_exist" });
    },
    async closeTrade(outTradeNo) {
      gateway.closed.push(outTradeNo);
      await gateway.during.close?.();
      if (gateway.answers.close) return gateway.answers.close;
      const trade = gateway.trades.get(outTradeNo);
      if (!trade) return { kind: "not_exist" };
      if (trade.status !== "WAIT_BUYER_PAY") return { kind: "not_closable" };
      gateway.trades.set(outTradeNo, { ...trade, status: "TRADE_CLOSED", rawStatus: "TRADE_CLOSED" });
      return { kind: "closed" };
    },
    /** The body is the trade as JSON: signatures are the business of lib/alipay and of the emulator's tests. */
    async parseNotification(body) {
      const text = Buffer.from(body).toString("utf8");
      if (!text.startsWith("{")) return { ok: false, reason: "bad_signature", detail: "not signed" };
      const trade = JSON.parse(text) as Trade & { paidAt: string | null };
      return {
        ok: true,
        notifyId: `notify-${trade.tradeNo}-${trade.rawStatus}`,
        trade: { ...trade, paidAt: trade.paidAt === null ? null : new Date(trade.paidAt) },
      };
    },
    parseReturn(search) {
      const params = new URLSearchParams(search);
      const outTradeNo = params.get("out_trade_no");
      const tradeNo = params.get("trade_no");
      return params.get("sign") === "good" && outTradeNo && tradeNo
        ? { ok: true, outTradeNo, tradeNo }
        : { ok: false, reason: "bad_signature" };
    },
    async confirmNotification() {
      return gateway.answers.confirm ?? "confirmed";
    },
    async refund(request) {
      gateway.refunded.push(request);
      return gateway.answers.refund ?? { kind: "refunded", at: null };
    },
    async queryRefund() {
      return gateway.answers.queryRefund ?? { kind: "not_refunded" };
    },
    async fetchBill() {
      return gateway.answers.bill ?? { kind: "not_supported" };
    },
    parseDepositBack: () => "not_supported",
    parseRefundNotification() {
      return gateway.answers.refundNotification ?? "not_supported";
    },
  };
  return gateway;
}

let counter = 0;

/** A trade as the gateway would tell of it; unpaid fields follow from the status. */
export function aTrade(outTradeNo: string, totalFen: number, change: Partial<Trade> = {}): Trade {
  const status = change.status === undefined ? "TRADE_SUCCESS" : change.status;
  return {
    outTradeNo,
    tradeNo: `20261122${String(++counter).padStart(12, "0")}`,
    rawStatus: status ?? "TRADE_ODD",
    status,
    totalFen,
    contract: CONTRACT,
    sellerId: SELLER_ID,
    sellerEmail: "shop@example.com",
    buyerLogon: "buyer1@example.com",
    paidAt: status === "TRADE_SUCCESS" || status === "TRADE_FINISHED" ? new Date("2026-11-22T02:00:00Z") : null,
    refund: null,
    ...change,
  };
}
