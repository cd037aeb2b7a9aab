-- The link of an order is exchanged once for the browser's own cookie (docs/decisions/0018).
CREATE TABLE "link_visits" (
    "buyer_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "link_visits_pkey" PRIMARY KEY ("buyer_id", "order_id")
);

CREATE INDEX "link_visits_order_id_created_at_idx" ON "link_visits"("order_id", "created_at");
ALTER TABLE "link_visits" ADD CONSTRAINT "link_visits_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "buyers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "link_visits" ADD CONSTRAINT "link_visits_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
