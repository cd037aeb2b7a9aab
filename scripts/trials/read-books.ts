import { control } from "../../bench/orders";
import type { BookedPayment, Books, LedgerTrade } from "./judge";
import type { Town } from "./town";

type ShownTrade = {
  out_trade_no: string;
  trade_no: string | null;
  total_fee: string;
  paid_at: string | null;
  refund_fee: string;
  refunds: { status: string }[];
};

/** Both sides' books as they are now. */
export async function readBooks(town: Town): Promise<Books> {
  const payments = await town.query<BookedPayment>(
    `SELECT p.trade_no AS "tradeNo", p.out_trade_no AS "outTradeNo", p.amount_fen::int AS "amountFen", p.refunded_fen::int AS "refundedFen",
      p.disposition, p.order_id AS "orderId", o.status::text AS "orderStatus",
      EXISTS (SELECT 1 FROM discrepancies d WHERE d.trade_no = p.trade_no) AS "isTold"
    FROM payments p LEFT JOIN orders o ON o.id = p.order_id`,
  );
  const waiting = await town.query<{ what: string }>(
    `SELECT 'the order ' || no || ' is PENDING' AS what FROM orders WHERE status = 'PENDING'
    UNION ALL SELECT 'the order ' || no || ' is to be looked at' FROM orders WHERE due_at IS NOT NULL AND status <> 'PENDING'
    UNION ALL SELECT 'the refund ' || id || ' is ' || status FROM refunds WHERE status IN ('PENDING', 'REQUESTED')
    UNION ALL SELECT 'the delivery ' || id || ' is not confirmed' FROM notify_deliveries WHERE due_at IS NOT NULL
    UNION ALL SELECT 'the reported refund ' || id || ' matches nothing' FROM reported_refunds WHERE due_at IS NOT NULL`,
  );
  const { trades } = await control<{ trades: ShownTrade[] }>(town.emulatorUrl, "GET", "trades");
  return { trades: trades.map(tradeOf), payments, waiting: waiting.map(({ what }) => what) };
}

function tradeOf(shown: ShownTrade): LedgerTrade {
  return {
    outTradeNo: shown.out_trade_no,
    tradeNo: shown.trade_no,
    totalFen: fenOf(shown.total_fee),
    isPaid: shown.paid_at !== null,
    refundedFen: fenOf(shown.refund_fee),
  };
}

function fenOf(yuan: string): number {
  return Number(yuan.replace(".", ""));
}
