-- The sweep forgets addresses by when they were last used, and read the whole table for it.
CREATE INDEX "buyer_addresses_used_at_idx" ON "buyer_addresses"("used_at");
