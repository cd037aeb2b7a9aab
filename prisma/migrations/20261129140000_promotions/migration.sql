-- 满减 and coupons. A shop in use goes on as before: no order has a discount.
CREATE TABLE "promotions" (
    "id" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT,
    "scope" JSONB NOT NULL,
    "rule" JSONB NOT NULL,
    "total" INTEGER,
    "per_buyer" INTEGER,
    "used" INTEGER NOT NULL DEFAULT 0,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "shown" BOOLEAN NOT NULL DEFAULT false,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "promotions_pkey" PRIMARY KEY ("id"),
    -- A coupon has a code, and nothing else has one or is counted.
    CONSTRAINT "promotions_kind_check" CHECK (
        ("kind" = 'coupon' AND "code" IS NOT NULL)
        OR ("kind" = 'reduction' AND "code" IS NULL AND "total" IS NULL AND "per_buyer" IS NULL AND "used" = 0)
    ),
    CONSTRAINT "promotions_numbers_check" CHECK ("total" > 0 AND "per_buyer" > 0),
    CONSTRAINT "promotions_used_check" CHECK ("used" >= 0),
    CONSTRAINT "promotions_time_check" CHECK ("starts_at" < "ends_at")
);
CREATE UNIQUE INDEX "promotions_code_key" ON "promotions"("code");

CREATE TABLE "order_discounts" (
    "order_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "promotion_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "code" TEXT,
    "amount_fen" BIGINT NOT NULL,
    "held" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "order_discounts_pkey" PRIMARY KEY ("order_id","kind"),
    CONSTRAINT "order_discounts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_discounts_promotion_id_fkey" FOREIGN KEY ("promotion_id") REFERENCES "promotions"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "order_discounts_kind_check" CHECK ("kind" IN ('reduction', 'coupon')),
    CONSTRAINT "order_discounts_amount_check" CHECK ("amount_fen" > 0)
);
CREATE INDEX "order_discounts_promotion_id_idx" ON "order_discounts"("promotion_id");

-- At least one fen of the goods is left to pay, so that any order comes to the 0.01 yuan that Alipay takes at the least.
ALTER TABLE "orders"
ADD COLUMN "discount_fen" BIGINT NOT NULL DEFAULT 0,
DROP CONSTRAINT "orders_total_check",
ADD CONSTRAINT "orders_total_check" CHECK ("total_fen" > 0 AND "total_fen" = "items_fen" - "discount_fen" + "shipping_fen"),
ADD CONSTRAINT "orders_discount_check" CHECK ("discount_fen" >= 0 AND ("discount_fen" = 0 OR "discount_fen" < "items_fen"));

ALTER TABLE "order_lines"
ADD COLUMN "discount_fen" BIGINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "order_lines_discount_check" CHECK ("discount_fen" >= 0 AND "discount_fen" <= "price_fen" * "quantity");

-- What was agreed stays as it was agreed; only whether an order still holds its coupon changes.
DROP TRIGGER "order_total_frozen" ON "orders";
CREATE TRIGGER "order_total_frozen" BEFORE UPDATE OF "items_fen", "discount_fen", "shipping_fen", "total_fen" ON "orders"
  FOR EACH ROW WHEN (OLD."total_fen" <> NEW."total_fen" OR OLD."items_fen" <> NEW."items_fen" OR OLD."shipping_fen" <> NEW."shipping_fen"
    OR OLD."discount_fen" <> NEW."discount_fen")
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "order_discounts_frozen" BEFORE UPDATE ON "order_discounts"
  FOR EACH ROW WHEN (OLD."order_id" <> NEW."order_id" OR OLD."kind" <> NEW."kind" OR OLD."promotion_id" <> NEW."promotion_id"
    OR OLD."name" <> NEW."name" OR OLD."code" IS DISTINCT FROM NEW."code" OR OLD."amount_fen" <> NEW."amount_fen")
  EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "order_discounts_kept" BEFORE DELETE ON "order_discounts" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- Pages that are kept show 满减, and no coupon (docs/decisions/0025). An order that uses a coupon changes nothing that they show.
CREATE FUNCTION "tell_of_promotion"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM pg_notify('catalogue_changed', 'changed');
  ELSIF NEW."kind" = 'reduction' AND (TG_OP = 'INSERT' OR NEW IS DISTINCT FROM OLD) THEN
    PERFORM pg_notify('catalogue_changed', 'changed');
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "promotions_tell_change" AFTER INSERT OR UPDATE OR DELETE ON "promotions" FOR EACH ROW EXECUTE FUNCTION "tell_of_promotion"();
