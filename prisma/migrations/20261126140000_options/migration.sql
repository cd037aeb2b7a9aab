-- What a product is chosen by, one or two options with their values, and which values a variant is.
-- Position 0 is where one stands while two change places.
CREATE TABLE "product_options" (
    "id" SERIAL NOT NULL,
    "product_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "product_options_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "product_options_position_check" CHECK ("position" BETWEEN 0 AND 3)
);
CREATE UNIQUE INDEX "product_options_product_id_position_key" ON "product_options"("product_id", "position");
CREATE UNIQUE INDEX "product_options_product_id_name_key" ON "product_options"("product_id", "name");
ALTER TABLE "product_options" ADD CONSTRAINT "product_options_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "option_values" (
    "id" SERIAL NOT NULL,
    "option_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "image" TEXT NOT NULL DEFAULT '',
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "option_values_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "option_values_option_id_name_key" ON "option_values"("option_id", "name");
ALTER TABLE "option_values" ADD CONSTRAINT "option_values_option_id_fkey" FOREIGN KEY ("option_id") REFERENCES "product_options"("id") ON DELETE CASCADE ON UPDATE CASCADE;

ALTER TABLE "variants" ADD COLUMN "sku" TEXT NOT NULL DEFAULT '',
ADD COLUMN "value1_id" INTEGER,
ADD COLUMN "value2_id" INTEGER,
ADD COLUMN "retired" BOOLEAN NOT NULL DEFAULT false;
-- No action: a product is deleted together with its values and variants in one statement.
ALTER TABLE "variants" ADD CONSTRAINT "variants_value1_id_fkey" FOREIGN KEY ("value1_id") REFERENCES "option_values"("id") ON DELETE NO ACTION ON UPDATE CASCADE;
ALTER TABLE "variants" ADD CONSTRAINT "variants_value2_id_fkey" FOREIGN KEY ("value2_id") REFERENCES "option_values"("id") ON DELETE NO ACTION ON UPDATE CASCADE;

-- One combination of values is one variant.
CREATE UNIQUE INDEX "variants_combination_key" ON "variants"("product_id", "value1_id", "value2_id") NULLS NOT DISTINCT WHERE "value1_id" IS NOT NULL;
CREATE INDEX "variants_value2_id_idx" ON "variants"("value2_id") WHERE "value2_id" IS NOT NULL;
-- A second value stands beside a first one; a retired variant is no combination any more, and never on sale.
ALTER TABLE "variants" ADD CONSTRAINT "variants_values_check" CHECK ("value2_id" IS NULL OR "value1_id" IS NOT NULL);
ALTER TABLE "variants" ADD CONSTRAINT "variants_retired_check" CHECK (NOT "retired" OR (NOT "active" AND "value1_id" IS NULL));

-- The goods of a shop that is in use already: names of variants become the values of one option, 规格. A single variant
-- without a name stays as it is. A name that is empty among others, or that comes twice, is told apart first.
UPDATE "variants" v SET "name" = '默认' WHERE v."name" = ''
  AND EXISTS (SELECT 1 FROM "variants" o WHERE o."product_id" = v."product_id" AND o."id" <> v."id");
UPDATE "variants" v SET "name" = v."name" || ' #' || v."id"
  FROM (SELECT "id", row_number() OVER (PARTITION BY "product_id", "name" ORDER BY "id") AS nth FROM "variants") n
  WHERE n."id" = v."id" AND n.nth > 1;
INSERT INTO "product_options" ("product_id", "position", "name")
  SELECT DISTINCT "product_id", 1, '规格' FROM "variants" WHERE "name" <> '';
INSERT INTO "option_values" ("option_id", "name", "position")
  SELECT o."id", v."name", row_number() OVER (PARTITION BY v."product_id" ORDER BY v."position", v."id") - 1
  FROM "variants" v JOIN "product_options" o ON o."product_id" = v."product_id";
UPDATE "variants" v SET "value1_id" = x."id"
  FROM "option_values" x JOIN "product_options" o ON o."id" = x."option_id"
  WHERE o."product_id" = v."product_id" AND x."name" = v."name";

-- Files of goods that an owner brings in.
CREATE TABLE "product_imports" (
    "id" UUID NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "by" JSONB NOT NULL,
    "make_categories" BOOLEAN NOT NULL,
    "headings" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "product_imports_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "product_imports_expires_at_idx" ON "product_imports"("expires_at");

CREATE TABLE "product_import_items" (
    "id" BIGSERIAL NOT NULL,
    "import_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "changes" TEXT[],
    "problems" JSONB NOT NULL,
    "rows" JSONB NOT NULL,
    "draft" JSONB NOT NULL,
    "seen" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "outcome" TEXT,
    "product_id" INTEGER,

    CONSTRAINT "product_import_items_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "product_import_items_import_id_position_key" ON "product_import_items"("import_id", "position");
CREATE INDEX "product_import_items_waiting_idx" ON "product_import_items"("import_id", "position") WHERE "outcome" IS NULL AND "state" IN ('new', 'changed');
ALTER TABLE "product_import_items" ADD CONSTRAINT "product_import_items_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "product_imports"("id") ON DELETE CASCADE ON UPDATE CASCADE;
