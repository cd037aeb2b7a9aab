-- What each variant was offered for, from when on, and who said so: what may be called 原价 is counted from it (docs/decisions/0033).
-- Kept by the database, so that nobody who changes a price can forget it. Whoever changes one says in the same transaction who does it
-- and when (xiaopu.by, xiaopu.at); without that it is nobody, now.
CREATE TABLE "price_changes" (
    "id" BIGSERIAL NOT NULL,
    "variant_id" INTEGER NOT NULL,
    "price_fen" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "price_changes_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "price_changes_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variants"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "price_changes_variant_id_id_idx" ON "price_changes"("variant_id", "id");

-- In a shop in use nobody knows since when a price has been what it is.
INSERT INTO "price_changes" ("variant_id", "price_fen", "at")
SELECT "id", "price_fen", now() FROM "variants" ORDER BY "id";

CREATE FUNCTION "keep_price"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "price_changes" ("variant_id", "price_fen", "at", "by") VALUES (
    NEW."id", NEW."price_fen",
    COALESCE(NULLIF(current_setting('xiaopu.at', true), '')::timestamptz, now()),
    COALESCE(current_setting('xiaopu.by', true), '')
  );
  RETURN NULL;
END $$;
CREATE TRIGGER "variants_first_price" AFTER INSERT ON "variants" FOR EACH ROW EXECUTE FUNCTION "keep_price"();
CREATE TRIGGER "variants_new_price" AFTER UPDATE OF "price_fen" ON "variants"
  FOR EACH ROW WHEN (OLD."price_fen" <> NEW."price_fen") EXECUTE FUNCTION "keep_price"();
CREATE TRIGGER "price_changes_frozen" BEFORE UPDATE ON "price_changes" FOR EACH ROW EXECUTE FUNCTION "refuse_change"();

-- What a price that is struck through is. Those that are there were called a reference price, and no 原价.
ALTER TABLE "products"
ADD COLUMN "list_price_basis" TEXT NOT NULL DEFAULT 'reference',
ADD CONSTRAINT "products_list_price_basis_check" CHECK ("list_price_basis" IN ('reference', 'suggested', 'former'));
