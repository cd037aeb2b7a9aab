-- How much of a refund's sum is freight is part of its wish: the same key with another share is another wish. Wishes of the time
-- before this, and those that an instance of that time still writes, have none, and are compared without it.
ALTER TABLE "refund_wishes" ADD COLUMN "freight_fen" BIGINT;
