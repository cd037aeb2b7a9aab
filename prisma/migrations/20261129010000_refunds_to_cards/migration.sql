-- What the buyer's bank made of a refund to a card: lib/shop/refunds/reported/receive-deposit-back.ts.
ALTER TABLE "refunds" ADD COLUMN "card_outcome" TEXT, ADD COLUMN "card_at" TIMESTAMPTZ(3);
ALTER TABLE "refunds" ADD CONSTRAINT "refunds_card_outcome_check" CHECK ("card_outcome" IN ('done', 'failed'));
