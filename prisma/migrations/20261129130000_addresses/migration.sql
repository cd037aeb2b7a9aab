-- A browser's address book: the address that it used last was the only one that was kept.
CREATE TABLE "buyer_addresses" (
    "id" UUID NOT NULL,
    "buyer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "province" TEXT NOT NULL,
    "city" TEXT NOT NULL,
    "district" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3) NOT NULL,
    "digest" TEXT NOT NULL,

    CONSTRAINT "buyer_addresses_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "buyer_addresses_buyer_id_digest_key" ON "buyer_addresses"("buyer_id", "digest");
CREATE INDEX "buyer_addresses_phone_idx" ON "buyer_addresses"("phone");
CREATE UNIQUE INDEX "buyer_addresses_default_key" ON "buyer_addresses"("buyer_id") WHERE "is_default";

ALTER TABLE "buyer_addresses" ADD CONSTRAINT "buyer_addresses_buyer_id_fkey" FOREIGN KEY ("buyer_id") REFERENCES "buyers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The address that each browser used last is the first in its book.
INSERT INTO "buyer_addresses" ("id", "buyer_id", "name", "phone", "province", "city", "district", "detail", "created_at", "used_at", "digest")
SELECT gen_random_uuid(), "id", "address"->>'name', "address"->>'phone', "address"->>'province', "address"->>'city', "address"->>'district',
       "address"->>'detail', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
       encode(sha256(convert_to(concat_ws(E'\x1f', "address"->>'name', "address"->>'phone', "address"->>'province', "address"->>'city',
         "address"->>'district', "address"->>'detail'), 'UTF8')), 'hex')
FROM "buyers"
WHERE jsonb_typeof("address") = 'object'
  AND "address"->>'name' IS NOT NULL AND "address"->>'phone' IS NOT NULL AND "address"->>'province' IS NOT NULL
  AND "address"->>'city' IS NOT NULL AND "address"->>'district' IS NOT NULL AND "address"->>'detail' IS NOT NULL;
