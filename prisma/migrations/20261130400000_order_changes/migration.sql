-- The owner changes an unpaid order. A shop in use goes on as before: no order has a change.
ALTER TABLE "orders"
ADD COLUMN "adjust_fen" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN "changing" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "term_changes" INTEGER NOT NULL DEFAULT 0,
DROP CONSTRAINT "orders_total_check",
ADD CONSTRAINT "orders_total_check" CHECK (
    "total_fen" > 0 AND "total_fen" = "items_fen" - "discount_fen" + "adjust_fen" + "shipping_fen"
    AND "items_fen" - "discount_fen" + "adjust_fen" >= 0
);

ALTER TABLE "order_lines"
ADD COLUMN "adjust_fen" BIGINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "order_lines_adjust_check" CHECK ("price_fen" * "quantity" - "discount_fen" + "adjust_fen" >= 0);

CREATE TABLE "order_changes" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "contents" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "from_total_fen" BIGINT NOT NULL,
    "total_fen" BIGINT NOT NULL,
    "terms" JSONB NOT NULL,
    "receiver" JSONB,
    "moves" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL DEFAULT '',
    "owner" TEXT NOT NULL,
    "attempt_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "locked_until" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "order_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "order_changes_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_changes_state_check" CHECK ("state" IN ('waiting', 'applied', 'paid', 'closed', 'withdrawn', 'unanswered')),
    -- What waits is looked at again; what has ended keeps nobody's address, which stands on the order or nowhere.
    CONSTRAINT "order_changes_end_check" CHECK (
        ("state" = 'waiting') = ("ended_at" IS NULL) AND ("state" <> 'waiting' OR "due_at" IS NOT NULL) AND ("state" = 'waiting' OR "receiver" IS NULL)
    ),
    CONSTRAINT "order_changes_total_check" CHECK ("from_total_fen" > 0 AND "total_fen" > 0)
);
CREATE UNIQUE INDEX "order_changes_key_key" ON "order_changes"("key");
CREATE INDEX "order_changes_order_id_created_at_idx" ON "order_changes"("order_id", "created_at");
CREATE UNIQUE INDEX "order_changes_one_waiting" ON "order_changes"("order_id") WHERE "state" = 'waiting';
CREATE INDEX "order_changes_due" ON "order_changes"("due_at") WHERE "due_at" IS NOT NULL;

-- What was agreed stays as it was agreed, unless the owner changes it before it is paid; and that is counted in the same statement.
DROP TRIGGER "order_total_frozen" ON "orders";
CREATE TRIGGER "order_total_frozen" BEFORE UPDATE OF "items_fen", "discount_fen", "adjust_fen", "shipping_fen", "total_fen" ON "orders"
  FOR EACH ROW WHEN (OLD."items_fen" <> NEW."items_fen" OR OLD."discount_fen" <> NEW."discount_fen" OR (
    (OLD."adjust_fen" <> NEW."adjust_fen" OR OLD."shipping_fen" <> NEW."shipping_fen" OR OLD."total_fen" <> NEW."total_fen")
    AND NOT (OLD."status" = 'PENDING' AND NEW."status" = 'PENDING' AND NEW."term_changes" > OLD."term_changes")))
  EXECUTE FUNCTION "refuse_change"();

DROP TRIGGER "order_lines_frozen" ON "order_lines";
CREATE TRIGGER "order_lines_kept" BEFORE DELETE ON "order_lines" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "order_lines_frozen" BEFORE UPDATE ON "order_lines"
  FOR EACH ROW WHEN (to_jsonb(OLD) - 'adjust_fen' <> to_jsonb(NEW) - 'adjust_fen')
  EXECUTE FUNCTION "refuse_change"();
CREATE FUNCTION "refuse_late_adjustment"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM "orders" WHERE "id" = NEW."order_id" AND "status" = 'PENDING') THEN
    RAISE EXCEPTION 'what a line of an order costs changes only while the order is unpaid';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "order_lines_adjusted" BEFORE UPDATE ON "order_lines"
  FOR EACH ROW WHEN (OLD."adjust_fen" <> NEW."adjust_fen") EXECUTE FUNCTION "refuse_late_adjustment"();

-- A change says what was wanted, for good; only what became of it is written later.
CREATE TRIGGER "order_changes_frozen" BEFORE UPDATE ON "order_changes"
  FOR EACH ROW WHEN (OLD."order_id" <> NEW."order_id" OR OLD."key" <> NEW."key" OR OLD."contents" <> NEW."contents" OR OLD."terms" <> NEW."terms"
    OR OLD."from_total_fen" <> NEW."from_total_fen" OR OLD."total_fen" <> NEW."total_fen" OR (OLD."reason" <> NEW."reason" AND NEW."reason" <> '')
    OR OLD."created_at" <> NEW."created_at" OR (OLD."state" <> 'waiting' AND OLD."state" <> NEW."state")
    OR (NEW."receiver" IS NOT NULL AND OLD."receiver" IS DISTINCT FROM NEW."receiver"))
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "order_changes_kept" BEFORE DELETE ON "order_changes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
