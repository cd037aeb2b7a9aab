-- What the owner's pages ask is found by an index, in a shop with a million orders as in a new one (docs/decisions/0024). Nothing is
-- rewritten: rows can be read all the while, and writers wait until the indexes are made, which takes about a minute for a million orders.

SET LOCAL maintenance_work_mem = '256MB';

-- The characters of a text and each two that stand side by side. Arrays of them are indexed with what every PostgreSQL brings, under
-- any collation. Used by indexes, so it may call nothing but pg_catalog: a restore knows no other schema while it makes them.
CREATE FUNCTION "text_grams"("written" TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 10 AS $$
  SELECT ARRAY(
    SELECT DISTINCT substr(lower("written" COLLATE "C"), "at", "size")
    FROM generate_series(1, length("written")) AS "at", generate_series(1, 2) AS "size"
  )
$$;

-- Names and notes. Without a list of what is pending: a placement never pays for those before it.
CREATE INDEX "orders_receiver_name_grams" ON "orders" USING gin ("text_grams"("receiver_name")) WITH (fastupdate = off);
CREATE INDEX "orders_note_grams" ON "orders" USING gin ("text_grams"("note")) WITH (fastupdate = off) WHERE "note" <> '';

-- Beginnings of numbers, under any collation, and ends of phones: 尾号.
DROP INDEX "orders_receiver_phone_idx";
CREATE INDEX "orders_receiver_phone_idx" ON "orders" ("receiver_phone" text_pattern_ops);
CREATE INDEX "orders_phone_end" ON "orders" (right("receiver_phone", 4));
CREATE INDEX "orders_no_beginning" ON "orders" ("no" text_pattern_ops);

-- The day's figures, and what waits to be sent.
CREATE INDEX "orders_paid_at" ON "orders" ("paid_at") WHERE "paid_at" IS NOT NULL;
CREATE INDEX "orders_to_send" ON "orders" ("paid_at") WHERE "status" = 'PAID';

-- Alipay's numbers, those of refunds, and goods.
CREATE INDEX "payment_attempts_trade_no" ON "payment_attempts" ("trade_no") WHERE "trade_no" IS NOT NULL;
CREATE INDEX "refunds_out_request_no_idx" ON "refunds" ("out_request_no");
CREATE INDEX "refunds_ended_at_idx" ON "refunds" ("ended_at");
CREATE INDEX "refunds_not_ended" ON "refunds" ("order_id") WHERE "status" IN ('REQUESTED', 'PENDING');
CREATE INDEX "refunds_for_owner" ON "refunds" ("id") WHERE "status" = 'REQUESTED' OR "confirm_url" IS NOT NULL;
CREATE INDEX "order_lines_variant_id_idx" ON "order_lines" ("variant_id");

-- The few among many: notices to look at, texts that are to be emptied, strangers' notices that are to go, what strangers tried, deeds on
-- the console.
CREATE INDEX "notify_deliveries_bad" ON "notify_deliveries" ("id") WHERE "verdict" IN ('rejected', 'error', 'discrepancy', 'received');
CREATE INDEX "notify_deliveries_with_text" ON "notify_deliveries" ("received_at") WHERE "body" <> '';
CREATE INDEX "notify_deliveries_strange" ON "notify_deliveries" ("received_at") WHERE "verdict" IN ('rejected', 'foreign') AND "order_id" IS NULL;
CREATE INDEX "discrepancies_resolved_kind" ON "discrepancies" ("kind", "resolved_at" DESC, "id" DESC) WHERE "resolved_at" IS NOT NULL;
CREATE INDEX "audit_entries_console" ON "audit_entries" ("id") WHERE "via" = 'console';
CREATE INDEX "audit_entries_strangers" ON "audit_entries" ("id") WHERE "owner_id" IS NULL AND "via" = 'web';

-- What stands in the new indexes, so that the first search is planned as well as the next one.
ANALYZE "orders";
ANALYZE "order_lines";
