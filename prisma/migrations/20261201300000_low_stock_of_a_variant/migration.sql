-- From how many pieces on a variant is scarce, where its owner says otherwise than for the whole shop. A shop in use goes on as before.
ALTER TABLE "variants"
ADD COLUMN "low_stock_at" INTEGER,
ADD CONSTRAINT "variants_low_stock_at_check" CHECK ("low_stock_at" BETWEEN 0 AND 9999);
