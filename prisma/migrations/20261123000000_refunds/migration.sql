-- CreateEnum
CREATE TYPE "RefundStatus" AS ENUM ('REQUESTED', 'PENDING', 'DONE', 'FAILED', 'DECLINED');

-- AlterTable
ALTER TABLE "payments" ADD COLUMN     "refunded_fen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "refunding_fen" BIGINT NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "refunds" (
    "id" BIGSERIAL NOT NULL,
    "out_request_no" TEXT NOT NULL,
    "order_id" UUID,
    "payment_id" BIGINT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "reason" TEXT NOT NULL,
    "status" "RefundStatus" NOT NULL,
    "requested_by" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "advice" TEXT,
    "last_answer" TEXT,
    "confirm_url" TEXT,
    "due_at" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "refunds_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "told_refunds" (
    "id" BIGSERIAL NOT NULL,
    "dedupe_key" TEXT NOT NULL,
    "trade_no" TEXT NOT NULL,
    "out_trade_no" TEXT NOT NULL,
    "out_request_no" TEXT,
    "fee_fen" BIGINT,
    "refunded_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "told_refunds_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "refunds_order_id_id_idx" ON "refunds"("order_id", "id");

-- CreateIndex
CREATE INDEX "refunds_due_at_idx" ON "refunds"("due_at");

-- CreateIndex
CREATE UNIQUE INDEX "refunds_payment_id_out_request_no_key" ON "refunds"("payment_id", "out_request_no");

-- CreateIndex
CREATE UNIQUE INDEX "told_refunds_dedupe_key_key" ON "told_refunds"("dedupe_key");

-- CreateIndex
CREATE INDEX "told_refunds_trade_no_idx" ON "told_refunds"("trade_no");

-- CreateIndex
CREATE INDEX "told_refunds_due_at_idx" ON "told_refunds"("due_at");

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_amount_check" CHECK ("amount_fen" > 0);
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_number_check" CHECK ("requested_by" = 'alipay' OR "out_request_no" ~ '^[A-Za-z0-9]{3,24}$');

-- However many click at once: never more is promised than was paid.
ALTER TABLE "payments" ADD CONSTRAINT "payments_refund_check" CHECK (0 <= "refunded_fen" AND "refunded_fen" <= "refunding_fen" AND "refunding_fen" <= "amount_fen");

-- Numbers of our own are unique in the shop; those of Alipay's console only within their trade.
CREATE UNIQUE INDEX "refunds_own_number" ON "refunds" ("out_request_no") WHERE "requested_by" <> 'alipay';

-- A buyer has one request at a time.
CREATE UNIQUE INDEX "refunds_one_request" ON "refunds" ("order_id") WHERE "status" = 'REQUESTED';
