-- What the owner's books, list of orders and customers ask, by an index each (docs/decisions/0024, 0027). No row is rewritten and rows can
-- be read all the while; writers wait until the indexes are made, which takes some ten seconds for a million orders.

SET LOCAL maintenance_work_mem = '256MB';

-- The owner's private note on an order, found by its words as the buyer's is.
ALTER TABLE "orders" ADD COLUMN "owner_note" TEXT NOT NULL DEFAULT '';
CREATE INDEX "orders_owner_note_nfkc_grams" ON "orders" USING gin ("text_grams"(normalize("owner_note", NFKC))) WITH (fastupdate = off) WHERE "owner_note" <> '';

-- The orders of one phone, newest first: a customer's. It finds phones by their beginning as well, so the index of phones alone goes.
CREATE INDEX "orders_receiver_phone_created_at_id_idx" ON "orders" ("receiver_phone" text_pattern_ops, "created_at" DESC, "id" DESC);
DROP INDEX "orders_receiver_phone_idx";

-- A day's sums are read in these alone: what was placed on it and has been paid, what came, and which goods went. They have what the
-- indexes before them had, so these go.
CREATE INDEX "orders_placed" ON "orders" ("created_at" DESC, "id") INCLUDE ("paid_at");
DROP INDEX "orders_created_at_id_idx";
ALTER INDEX "orders_placed" RENAME TO "orders_created_at_id_idx";
CREATE INDEX "payments_came" ON "payments" ("paid_at") INCLUDE ("amount_fen", "disposition");
DROP INDEX "payments_paid_at_idx";
ALTER INDEX "payments_came" RENAME TO "payments_paid_at_idx";
CREATE INDEX "stock_movements_sold" ON "stock_movements" ("created_at") INCLUDE ("variant_id", "quantity", "kind", "order_id") WHERE "kind" IN ('sell', 'retake', 'return');

-- An index without its table's statistics is planned badly until the next ANALYZE.
ANALYZE "orders";
