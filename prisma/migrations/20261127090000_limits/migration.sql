-- A file of goods that waits since before this has none: it is shown without numbers, as it was.
ALTER TABLE "product_import_items" ADD COLUMN "differences" JSONB NOT NULL DEFAULT '[]';

CREATE TABLE "gateway_silences" (
    "contract" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3),
    "last_at" TIMESTAMPTZ(3) NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "detail" TEXT NOT NULL DEFAULT '',
    "alarmed_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "probe_at" TIMESTAMPTZ(3),
    CONSTRAINT "gateway_silences_pkey" PRIMARY KEY ("contract")
);

-- Who wants to be told that the gateway refuses wants to be told that it says nothing.
UPDATE "alert_channels" SET "events" = "events" || ARRAY['gateway_silent', 'gateway_back'] WHERE 'contract_refused' = ANY("events");
