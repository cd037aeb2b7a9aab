-- Other business on the same account is counted apart (docs/decisions/0015); a look at a day that dies is known by its start.
ALTER TABLE "day_reports" ADD COLUMN     "other_payments" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "other_payments_fen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "other_refunds" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "other_refunds_fen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "reopened_at" TIMESTAMPTZ(3),
ADD COLUMN     "started_at" TIMESTAMPTZ(3),
ADD COLUMN     "unreadable" INTEGER NOT NULL DEFAULT 0;

-- The lines of a bill while it is being compared.
CREATE TABLE "bill_lines" (
    "id" BIGSERIAL NOT NULL,
    "run" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "trade_no" TEXT NOT NULL,
    "out_trade_no" TEXT NOT NULL,
    "out_request_no" TEXT,
    "amount_fen" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "is_foreign" BOOLEAN NOT NULL,
    "is_missing" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "bill_lines_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "bill_lines_run_trade_no_idx" ON "bill_lines"("run", "trade_no");
CREATE INDEX "bill_lines_created_at_idx" ON "bill_lines"("created_at");

-- A line of a day is found by its trade, also before the planner knows how many lines the day has.
DROP INDEX "report_lines_trade_no_idx";
CREATE INDEX "report_lines_trade_no_day_idx" ON "report_lines"("trade_no", "day");

-- What Prisma's schema cannot say: the two lists of discrepancies, newest first.
CREATE INDEX "discrepancies_open_newest" ON "discrepancies" ("created_at" DESC, "id" DESC) WHERE "resolved_at" IS NULL;
CREATE INDEX "discrepancies_resolved_newest" ON "discrepancies" ("resolved_at" DESC, "id" DESC) WHERE "resolved_at" IS NOT NULL;

-- A day that had come to its end without its bill waited for it by name.
UPDATE "day_reports" r SET "status" = 'no_bill'
WHERE r."status" = 'waiting' AND r."due_at" IS NULL
  AND EXISTS (SELECT 1 FROM "discrepancies" d WHERE d."dedupe_key" = 'bill_missing:' || r."day");

-- A shop in use has given its payments numbers without a prefix of its own: they stay its own.
INSERT INTO "settings" ("key", "value")
SELECT 'number_prefix:', to_char(min("created_at") AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') FROM "payment_attempts" HAVING count(*) > 0
ON CONFLICT DO NOTHING;

-- Other business that was booked and shown as this shop's: its money is not in these books any more, unless some of it was
-- refunded from here.
DELETE FROM "payments" p
WHERE p."disposition" = 'held' AND p."order_id" IS NULL AND p."attempt_id" IS NULL AND p."out_trade_no" !~ '^XP[0-9]{26}$'
  AND NOT EXISTS (SELECT 1 FROM "refunds" r WHERE r."payment_id" = p."id");
UPDATE "discrepancies" d SET "resolved_at" = CURRENT_TIMESTAMP, "resolved_as" = 'other_business'
WHERE d."resolved_at" IS NULL AND d."order_id" IS NULL AND d."out_trade_no" <> '' AND d."out_trade_no" !~ '^XP[0-9]{26}$'
  AND d."kind" IN ('unknown_order', 'unknown_status', 'refund_seen', 'reported_refund_stuck', 'bill_only_there', 'bill_refund_differs')
  AND NOT EXISTS (SELECT 1 FROM "payment_attempts" a WHERE a."out_trade_no" = d."out_trade_no")
  AND NOT EXISTS (SELECT 1 FROM "payments" p WHERE p."trade_no" = d."trade_no");
UPDATE "reported_refunds" t SET "due_at" = NULL
WHERE t."due_at" IS NOT NULL AND t."out_trade_no" !~ '^XP[0-9]{26}$'
  AND NOT EXISTS (SELECT 1 FROM "payment_attempts" a WHERE a."out_trade_no" = t."out_trade_no")
  AND NOT EXISTS (SELECT 1 FROM "payments" p WHERE p."trade_no" = t."trade_no");
