-- How the gateway takes a contract with the keys that it is configured with: one row for each configuration and each door to Alipay.
CREATE TABLE "contract_standings" (
    "identity" TEXT NOT NULL,
    "door" TEXT NOT NULL,
    "contract" TEXT NOT NULL,
    "refusals" INTEGER NOT NULL DEFAULT 0,
    "refusal" TEXT,
    "code" TEXT,
    "since" TIMESTAMPTZ(3),
    "verified_at" TIMESTAMPTZ(3),
    "alarmed_at" TIMESTAMPTZ(3),
    "findings" JSONB,
    "probe_at" TIMESTAMPTZ(3),

    CONSTRAINT "contract_standings_pkey" PRIMARY KEY ("identity", "door")
);
