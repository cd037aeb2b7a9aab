-- What sending costs. A shop in use goes on as before: all its goods are sent free of freight.
CREATE TABLE "freight_templates" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "unit" TEXT NOT NULL,
    "rules" JSONB NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "freight_templates_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "freight_templates_unit_check" CHECK ("unit" IN ('piece', 'weight'))
);
CREATE UNIQUE INDEX "freight_templates_name_key" ON "freight_templates"("name");

CREATE TABLE "freight_settings" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "free_from_fen" BIGINT,
    "free_except" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "freight_settings_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "freight_settings_one_row" CHECK ("id" = 1),
    -- A sum of 0 would make all freight free: no threshold is NULL.
    CONSTRAINT "freight_settings_free_check" CHECK ("free_from_fen" > 0)
);

ALTER TABLE "products"
ADD COLUMN "freight_kind" TEXT NOT NULL DEFAULT 'free',
ADD COLUMN "freight_fee_fen" BIGINT,
ADD COLUMN "freight_template_id" INTEGER,
ADD CONSTRAINT "products_freight_template_id_fkey" FOREIGN KEY ("freight_template_id") REFERENCES "freight_templates"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
-- Goods never lose the rule of their freight, which would send them free.
ADD CONSTRAINT "products_freight_check" CHECK (
    ("freight_kind" = 'free' AND "freight_fee_fen" IS NULL AND "freight_template_id" IS NULL)
    OR ("freight_kind" = 'fixed' AND "freight_fee_fen" IS NOT NULL AND "freight_fee_fen" > 0 AND "freight_template_id" IS NULL)
    OR ("freight_kind" = 'template' AND "freight_fee_fen" IS NULL AND "freight_template_id" IS NOT NULL)
);
CREATE INDEX "products_freight_template_id_idx" ON "products"("freight_template_id");

ALTER TABLE "variants"
ADD COLUMN "grams" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "variants_grams_check" CHECK ("grams" >= 0);

-- How an order's freight was counted. That items and freight make its total, and stay as they are, is held since the first migration.
ALTER TABLE "orders"
ADD COLUMN "freight" JSONB,
ADD CONSTRAINT "orders_shipping_check" CHECK ("shipping_fen" >= 0);

ALTER TABLE "refunds"
ADD COLUMN "freight_fen" BIGINT NOT NULL DEFAULT 0,
ADD CONSTRAINT "refunds_freight_check" CHECK ("freight_fen" >= 0);
