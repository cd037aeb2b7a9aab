-- What an order was sent in has rows of its own, since an order may go in several parcels.
CREATE TABLE "parcels" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "courier" TEXT NOT NULL,
    "tracking_no" TEXT,
    "shipped_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "parcels_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "parcel_lines" (
    "parcel_id" BIGINT NOT NULL,
    "line_id" BIGINT NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "parcel_lines_pkey" PRIMARY KEY ("parcel_id","line_id"),
    CONSTRAINT "parcel_lines_quantity_check" CHECK ("quantity" > 0)
);

ALTER TABLE "orders" ADD COLUMN "unsent_pieces" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "receive_by" TIMESTAMPTZ(3),
ADD COLUMN "receive_extended" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "parcel_changes" INTEGER NOT NULL DEFAULT 0,
ADD CONSTRAINT "orders_unsent_pieces_check" CHECK ("unsent_pieces" = 0 OR ("unsent_pieces" > 0 AND "status" = 'SHIPPED')),
ADD CONSTRAINT "orders_receive_by_check" CHECK ("receive_by" IS NULL OR ("status" = 'SHIPPED' AND "unsent_pieces" = 0));

-- Each order that was sent was sent in one parcel.
INSERT INTO "parcels" ("order_id", "courier", "tracking_no", "shipped_at")
SELECT "id", "courier", NULLIF("tracking_no", ''), COALESCE("shipped_at", "updated_at") FROM "orders"
WHERE "courier" IS NOT NULL ORDER BY "shipped_at", "id";

-- Those on their way are taken as received ten days from now on, and not at once for having been sent long ago.
UPDATE "orders" SET "receive_by" = now() + interval '10 days' WHERE "status" = 'SHIPPED';

ALTER TABLE "orders" DROP COLUMN "courier", DROP COLUMN "tracking_no";

CREATE UNIQUE INDEX "parcels_order_id_courier_tracking_no_key" ON "parcels"("order_id", "courier", "tracking_no");
CREATE INDEX "parcels_tracking_no_idx" ON "parcels"("tracking_no");
CREATE INDEX "parcel_lines_line_id_idx" ON "parcel_lines"("line_id");
-- The worker's question: whose time is over.
CREATE INDEX "orders_to_receive" ON "orders" ("receive_by") WHERE "receive_by" IS NOT NULL;
-- The owner's: what is sent in part.
CREATE INDEX "orders_partly_sent" ON "orders" ("shipped_at", "id") WHERE "unsent_pieces" > 0;

ALTER TABLE "parcels" ADD CONSTRAINT "parcels_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "parcel_lines" ADD CONSTRAINT "parcel_lines_parcel_id_fkey" FOREIGN KEY ("parcel_id") REFERENCES "parcels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "parcel_lines" ADD CONSTRAINT "parcel_lines_line_id_fkey" FOREIGN KEY ("line_id") REFERENCES "order_lines"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
