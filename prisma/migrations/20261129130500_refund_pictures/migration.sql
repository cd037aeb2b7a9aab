-- What a buyer shows of the goods when asking for money back. In the database, so that it has no address of its own, is erased with
-- the order's personal data in one transaction, and is in every backup.
CREATE TABLE "refund_pictures" (
    "id" UUID NOT NULL,
    "refund_id" BIGINT NOT NULL,
    "small" BYTEA NOT NULL,
    "large" BYTEA NOT NULL,
    "bytes" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "refund_pictures_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "refund_pictures_refund_id_idx" ON "refund_pictures"("refund_id");

ALTER TABLE "refund_pictures" ADD CONSTRAINT "refund_pictures_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refunds"("id") ON DELETE CASCADE ON UPDATE CASCADE;
-- WebP is packed already: to pack it again only costs time.
ALTER TABLE "refund_pictures" ALTER COLUMN "small" SET STORAGE EXTERNAL, ALTER COLUMN "large" SET STORAGE EXTERNAL;
