-- A search that ordinary words find. search_text is what it was, now in small letters, and is made simplified soon after by
-- lib/shop/search/fill-search-words.ts, which also writes the pinyin; search_version 0 tells it what has changed.
ALTER TABLE "categories" ADD COLUMN "search_pinyin" TEXT NOT NULL DEFAULT '', ADD COLUMN "search_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "products" ADD COLUMN "search_description" TEXT NOT NULL DEFAULT '',
ADD COLUMN "search_pinyin" TEXT NOT NULL DEFAULT '', ADD COLUMN "search_version" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "variants" ADD COLUMN "search_pinyin" TEXT NOT NULL DEFAULT '', ADD COLUMN "search_version" INTEGER NOT NULL DEFAULT 0;
CREATE INDEX "categories_search_version_idx" ON "categories"("search_version");
CREATE INDEX "products_search_version_idx" ON "products"("search_version");
CREATE INDEX "variants_search_version_idx" ON "variants"("search_version");

-- What a product is called, a line for each name, the title first: found by its pinyin as well. Another column comes in here.
CREATE FUNCTION "product_names"("p" "products") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT "search_text"("p"."title")
$$;
-- All in which a search looks first.
CREATE FUNCTION "product_words"("p" "products") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT "product_names"("p") || E'\n' || "search_text"("p"."subtitle")
$$;

DROP TRIGGER "categories_search_text" ON "categories";
DROP TRIGGER "products_search_text" ON "products";
DROP TRIGGER "variants_search_text" ON "variants";
CREATE OR REPLACE FUNCTION "keep_search_text_of_name"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW."name" IS DISTINCT FROM OLD."name" THEN
    NEW."search_text" := lower("search_text"(NEW."name"));
    NEW."search_pinyin" := '';
    NEW."search_version" := 0;
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION "keep_search_text_of_titles"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW."description" IS DISTINCT FROM OLD."description" OR "product_words"(NEW) IS DISTINCT FROM "product_words"(OLD) THEN
    NEW."search_text" := lower("product_words"(NEW));
    NEW."search_description" := lower("search_text"(NEW."description"));
    NEW."search_pinyin" := '';
    NEW."search_version" := 0;
  END IF;
  RETURN NEW;
END $$;

-- The goods of a shop that is in use already.
UPDATE "categories" SET "search_text" = lower("search_text");
UPDATE "products" SET "search_text" = lower("search_text"), "search_description" = lower("search_text"("description"));
UPDATE "variants" SET "search_text" = lower("search_text");

CREATE TRIGGER "categories_search_text" BEFORE INSERT OR UPDATE OF "name" ON "categories" FOR EACH ROW EXECUTE FUNCTION "keep_search_text_of_name"();
-- Of any column: product_words says which matter.
CREATE TRIGGER "products_search_text" BEFORE INSERT OR UPDATE ON "products" FOR EACH ROW EXECUTE FUNCTION "keep_search_text_of_titles"();
CREATE TRIGGER "variants_search_text" BEFORE INSERT OR UPDATE OF "name" ON "variants" FOR EACH ROW EXECUTE FUNCTION "keep_search_text_of_name"();

-- The owner's synonyms, one line each; no row: those that come with the shop.
CREATE TABLE "search_synonyms" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "lines" TEXT[],

    CONSTRAINT "search_synonyms_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "search_synonyms_one_row" CHECK ("id" = 1)
);
