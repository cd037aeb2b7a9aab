-- What Prisma's schema cannot say. The few rows that are not at their end, among the many that are (lib/shop/invariants).
CREATE INDEX "refunds_under_way" ON "refunds" ("started_at") WHERE "status" = 'PENDING';
CREATE INDEX "reported_refunds_open" ON "reported_refunds" ("created_at") WHERE "due_at" IS NOT NULL;
CREATE INDEX "payments_held" ON "payments" ("created_at") WHERE "disposition" = 'held';

-- CreateIndex
CREATE INDEX "discrepancies_trade_no_idx" ON "discrepancies"("trade_no");
