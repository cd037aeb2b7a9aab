-- AlterTable
ALTER TABLE "payment_attempts" ADD COLUMN     "unanswered_since" TIMESTAMPTZ(3),
ADD COLUMN     "withheld_since" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "notify_deliveries" ADD COLUMN     "checks" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "locked_until" TIMESTAMPTZ(3);

-- What Prisma's schema cannot say.
CREATE INDEX "notify_deliveries_due" ON "notify_deliveries" ("due_at") WHERE "due_at" IS NOT NULL;
-- All deliveries of one notice that was not confirmed.
CREATE INDEX "notify_deliveries_unconfirmed" ON "notify_deliveries" ("notify_id") WHERE "verdict" = 'received';
-- Orders whose money is taken by the owner's proof alone, which the worker goes on asking about.
CREATE INDEX "payments_by_proof" ON "payments" ("out_trade_no") WHERE "source" = 'owner';

-- A shop in use: attempts that the gateway had no answer for when it was asked last. Since when is not known any more.
UPDATE "payment_attempts" SET "unanswered_since" = "last_asked_at" WHERE "status" = 'OPEN' AND "last_answer" LIKE 'unknown%';

-- Notices that verified and were turned away for want of a confirmation, and whose money is in no book: their trades are asked about now.
UPDATE "notify_deliveries" d SET "verdict" = 'received', "due_at" = now()
WHERE d."id" IN (
  SELECT min(k."id") FROM "notify_deliveries" k
  WHERE k."verdict" = 'rejected' AND k."reason" IN ('denied', 'unconfirmed') AND k."out_trade_no" IS NOT NULL AND k."trade_no" IS NOT NULL
    AND k."notify_id" IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM "payments" p WHERE p."trade_no" = k."trade_no")
  GROUP BY k."notify_id");
