-- Which sends of a refund Alipay may still take, when the try that they belong to began, and who wanted it
-- (docs/decisions/0010).
ALTER TABLE "refunds" ADD COLUMN "owner" TEXT,
ADD COLUMN "end_note" TEXT,
ADD COLUMN "try_at" TIMESTAMPTZ(3),
ADD COLUMN "open_sends" INTEGER NOT NULL DEFAULT 0;

-- Of what is under way at this moment nobody knows how its sends stand: all of them may still be taken, under the batch_no
-- that they had.
UPDATE "refunds" SET "try_at" = "started_at" WHERE "sent_at" IS NOT NULL;
UPDATE "refunds" SET "open_sends" = 1 WHERE "status" = 'PENDING' AND "sent_at" IS NOT NULL;

ALTER TABLE "refunds" ADD CONSTRAINT "refunds_open_sends_check"
  CHECK ("open_sends" >= 0 AND ("open_sends" = 0 OR "try_at" IS NOT NULL));

-- CreateTable
CREATE TABLE "refund_wishes" (
    "key" TEXT NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "deed" TEXT NOT NULL,
    "amount_fen" BIGINT,
    "reason" TEXT,
    "owner" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_wishes_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "refund_wishes_refund_id_idx" ON "refund_wishes"("refund_id");

-- AddForeignKey
ALTER TABLE "refund_wishes" ADD CONSTRAINT "refund_wishes_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refunds"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Money that goes back by itself, unless the owner decides that it stays.
ALTER TABLE "discrepancies" ADD COLUMN "keep_money" BOOLEAN NOT NULL DEFAULT false;

-- Until now a note of the owner's before the automatic refund began was such a decision, though nobody said so. What was
-- noted then is not given back behind the owner's back today.
UPDATE "discrepancies" d SET "keep_money" = true
WHERE d."kind" IN ('late_payment_no_stock', 'second_trade') AND d."resolved_at" IS NOT NULL AND d."resolved_as" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "refunds" r JOIN "payments" p ON p."id" = r."payment_id" WHERE p."trade_no" = d."trade_no");

-- What Prisma's schema cannot say. The few payments of which money may go back by itself.
CREATE INDEX "payments_nothing_given_back" ON "payments" ("id") WHERE "disposition" = 'held' AND "refunding_fen" = 0;
