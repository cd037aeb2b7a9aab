-- CreateTable
CREATE TABLE "day_reports" (
    "day" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "last_answer" TEXT,
    "reconciled_at" TIMESTAMPTZ(3),
    "bill_payments" INTEGER NOT NULL DEFAULT 0,
    "bill_payments_fen" BIGINT NOT NULL DEFAULT 0,
    "bill_refunds" INTEGER NOT NULL DEFAULT 0,
    "bill_refunds_fen" BIGINT NOT NULL DEFAULT 0,
    "our_payments" INTEGER NOT NULL DEFAULT 0,
    "our_payments_fen" BIGINT NOT NULL DEFAULT 0,
    "our_refunds" INTEGER NOT NULL DEFAULT 0,
    "our_refunds_fen" BIGINT NOT NULL DEFAULT 0,
    "restored" INTEGER NOT NULL DEFAULT 0,
    "differences" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "day_reports_pkey" PRIMARY KEY ("day")
);

-- CreateTable
CREATE TABLE "report_lines" (
    "id" BIGSERIAL NOT NULL,
    "day" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "trade_no" TEXT NOT NULL,
    "out_trade_no" TEXT NOT NULL,
    "out_request_no" TEXT,
    "order_no" TEXT,
    "bill_fen" BIGINT,
    "our_fen" BIGINT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "report_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "day_reports_due_at_idx" ON "day_reports"("due_at");

-- CreateIndex
CREATE INDEX "report_lines_day_id_idx" ON "report_lines"("day", "id");

-- CreateIndex
CREATE INDEX "report_lines_trade_no_idx" ON "report_lines"("trade_no");

-- CreateIndex
CREATE INDEX "payments_paid_at_idx" ON "payments"("paid_at");

-- AddForeignKey
ALTER TABLE "report_lines" ADD CONSTRAINT "report_lines_day_fkey" FOREIGN KEY ("day") REFERENCES "day_reports"("day") ON DELETE CASCADE ON UPDATE CASCADE;
