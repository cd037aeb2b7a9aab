-- Files of tracking numbers, and which packing slips were printed.
CREATE TABLE "shipment_files" (
    "id" UUID NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "by" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "shipment_files_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "shipment_file_rows" (
    "id" BIGSERIAL NOT NULL,
    "file_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "cells" TEXT[],
    "order_id" UUID,
    "courier" TEXT NOT NULL,
    "tracking_no" TEXT NOT NULL,
    "is_further" BOOLEAN NOT NULL,
    "is_guessed" BOOLEAN NOT NULL,
    "state" TEXT NOT NULL,
    "problem" JSONB,
    "outcome" TEXT,

    CONSTRAINT "shipment_file_rows_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "slip_prints" (
    "order_id" UUID NOT NULL,
    "printed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slip_prints_pkey" PRIMARY KEY ("order_id")
);

CREATE INDEX "shipment_files_expires_at_idx" ON "shipment_files"("expires_at");
CREATE UNIQUE INDEX "shipment_file_rows_file_id_position_key" ON "shipment_file_rows"("file_id", "position");
CREATE INDEX "shipment_file_rows_order_id_idx" ON "shipment_file_rows"("order_id");

ALTER TABLE "shipment_file_rows" ADD CONSTRAINT "shipment_file_rows_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "shipment_files"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "slip_prints" ADD CONSTRAINT "slip_prints_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE;
