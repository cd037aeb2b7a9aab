-- Every sum of money is BIGINT (docs/decisions/0009).
ALTER TABLE "variants" ALTER COLUMN "price_fen" SET DATA TYPE BIGINT,
ALTER COLUMN "list_price_fen" SET DATA TYPE BIGINT;
ALTER TABLE "cart_items" ALTER COLUMN "seen_price_fen" SET DATA TYPE BIGINT;
-- A trigger's columns cannot change their type, so it is made again below, as it was.
DROP TRIGGER "order_total_frozen" ON "orders";
ALTER TABLE "orders" ALTER COLUMN "items_fen" SET DATA TYPE BIGINT,
ALTER COLUMN "shipping_fen" SET DATA TYPE BIGINT,
ALTER COLUMN "total_fen" SET DATA TYPE BIGINT;
CREATE TRIGGER "order_total_frozen" BEFORE UPDATE OF "items_fen", "shipping_fen", "total_fen" ON "orders"
  FOR EACH ROW WHEN (OLD."total_fen" <> NEW."total_fen" OR OLD."items_fen" <> NEW."items_fen" OR OLD."shipping_fen" <> NEW."shipping_fen")
  EXECUTE FUNCTION "refuse_change"();
ALTER TABLE "order_lines" ALTER COLUMN "price_fen" SET DATA TYPE BIGINT;
ALTER TABLE "payment_attempts" ALTER COLUMN "amount_fen" SET DATA TYPE BIGINT;

-- What Alipay reported of refunds, under the name that the code has for it.
ALTER TABLE "told_refunds" RENAME TO "reported_refunds";
ALTER TABLE "reported_refunds" RENAME CONSTRAINT "told_refunds_pkey" TO "reported_refunds_pkey";
ALTER SEQUENCE "told_refunds_id_seq" RENAME TO "reported_refunds_id_seq";
ALTER INDEX "told_refunds_dedupe_key_key" RENAME TO "reported_refunds_dedupe_key_key";
ALTER INDEX "told_refunds_trade_no_idx" RENAME TO "reported_refunds_trade_no_idx";
ALTER INDEX "told_refunds_due_at_idx" RENAME TO "reported_refunds_due_at_idx";

-- Why a discrepancy resolved itself is a code; the words for it stand with the owner's pages.
ALTER TABLE "discrepancies" ADD COLUMN "resolved_as" TEXT;
UPDATE "discrepancies" SET "resolved_as" = 'late_payment_taken', "resolution" = NULL
WHERE "resolution" = '订单关闭后到账，库存仍在，已恢复为已付款';
UPDATE "discrepancies" SET "resolved_as" = 'refund_succeeded', "resolution" = NULL WHERE "resolution" = '这笔退款后来成功了';
UPDATE "discrepancies" SET "resolved_as" = 'refund_matched', "resolution" = NULL WHERE "resolution" = '这笔退款已对上账，见订单的退款记录';
UPDATE "discrepancies" SET "resolved_as" = 'bill_agrees', "resolution" = NULL WHERE "resolution" = '再次对账时两边已经一致，自动处理';
UPDATE "discrepancies"
SET "resolved_as" = 'refunded_in_full', "resolution" = NULL,
  "detail" = "detail" || jsonb_build_object('refundNo', substring("resolution" FROM '退款单号 ([^）]+)'))
WHERE "resolution" LIKE '已全额原路退款给买家（退款单号 %）';
