-- What an owner says of a product besides: pictures in the description, keywords, a place among the recommended, 限购.
ALTER TABLE "products"
    ADD COLUMN "details" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "keywords" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    ADD COLUMN "recommended" INTEGER,
    ADD COLUMN "limit_per_order" INTEGER,
    ADD COLUMN "limit_per_buyer" INTEGER,
    ADD CONSTRAINT "products_limits_check" CHECK (("limit_per_order" IS NULL OR "limit_per_order" > 0) AND ("limit_per_buyer" IS NULL OR "limit_per_buyer" > 0));

-- A picture that the owner took off a product: it can be put back until its files are swept.
CREATE TABLE "removed_pictures" (
    "product_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "album" TEXT NOT NULL,
    "place" INTEGER NOT NULL,
    "removed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "removed_pictures_pkey" PRIMARY KEY ("product_id","album","name")
);
CREATE INDEX "removed_pictures_removed_at_idx" ON "removed_pictures"("removed_at");
ALTER TABLE "removed_pictures" ADD CONSTRAINT "removed_pictures_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "products"("id") ON DELETE CASCADE ON UPDATE CASCADE;
