-- The owner's access and what is done with it (docs/decisions/0017).
ALTER TABLE "owners" ADD COLUMN "totp_secret" TEXT,
ADD COLUMN "totp_pending" TEXT,
ADD COLUMN "totp_step" BIGINT,
ADD CONSTRAINT "owners_totp_step_check" CHECK ("totp_secret" IS NOT NULL OR "totp_step" IS NULL);

CREATE TABLE "owner_devices" (
    "id" BIGSERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "acknowledged_at" TIMESTAMPTZ(3),
    "user_agent" TEXT NOT NULL DEFAULT '',
    "ip" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "owner_devices_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "owner_devices_token_hash_key" ON "owner_devices"("token_hash");
CREATE INDEX "owner_devices_owner_id_acknowledged_at_idx" ON "owner_devices"("owner_id", "acknowledged_at");
ALTER TABLE "owner_devices" ADD CONSTRAINT "owner_devices_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- A session keeps its number while its token changes. Sessions of a shop in use go on; the first sensitive deed asks for the
-- password.
ALTER TABLE "owner_sessions" DROP CONSTRAINT "owner_sessions_pkey",
ADD COLUMN "id" BIGSERIAL NOT NULL,
ADD COLUMN "device_id" BIGINT,
ADD COLUMN "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN "ip" TEXT NOT NULL DEFAULT '',
ADD CONSTRAINT "owner_sessions_pkey" PRIMARY KEY ("id");
CREATE UNIQUE INDEX "owner_sessions_token_hash_key" ON "owner_sessions"("token_hash");
CREATE INDEX "owner_sessions_device_id_idx" ON "owner_sessions"("device_id");
ALTER TABLE "owner_sessions" ADD CONSTRAINT "owner_sessions_device_id_fkey" FOREIGN KEY ("device_id") REFERENCES "owner_devices"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "owner_passkeys" (
    "id" BIGSERIAL NOT NULL,
    "credential_id" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),
    "challenge_at" TIMESTAMPTZ(3),

    CONSTRAINT "owner_passkeys_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "owner_passkeys_credential_id_key" ON "owner_passkeys"("credential_id");
CREATE INDEX "owner_passkeys_owner_id_idx" ON "owner_passkeys"("owner_id");
ALTER TABLE "owner_passkeys" ADD CONSTRAINT "owner_passkeys_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "owner_recovery_codes" (
    "code_hash" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "owner_recovery_codes_pkey" PRIMARY KEY ("code_hash")
);
CREATE INDEX "owner_recovery_codes_owner_id_idx" ON "owner_recovery_codes"("owner_id");
ALTER TABLE "owner_recovery_codes" ADD CONSTRAINT "owner_recovery_codes_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "pending_logins" (
    "token_hash" TEXT NOT NULL,
    "owner_id" INTEGER NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "pending_logins_pkey" PRIMARY KEY ("token_hash")
);
CREATE INDEX "pending_logins_owner_id_idx" ON "pending_logins"("owner_id");
ALTER TABLE "pending_logins" ADD CONSTRAINT "pending_logins_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "audit_entries" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "owner_id" INTEGER,
    "login" TEXT NOT NULL DEFAULT '',
    "via" TEXT NOT NULL,
    "ip" TEXT NOT NULL DEFAULT '',
    "user_agent" TEXT NOT NULL DEFAULT '',
    "subject" TEXT NOT NULL DEFAULT '',
    "subject_name" TEXT NOT NULL DEFAULT '',
    "before" JSONB,
    "after" JSONB,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "audit_entries_via_check" CHECK ("via" IN ('web', 'console'))
);
CREATE INDEX "audit_entries_kind_id_idx" ON "audit_entries"("kind", "id");
CREATE INDEX "audit_entries_owner_id_id_idx" ON "audit_entries"("owner_id", "id");

-- What is written stays written.
CREATE FUNCTION "refuse_audit_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is only ever added to';
END $$;
CREATE TRIGGER "audit_entries_kept" BEFORE UPDATE OR DELETE ON "audit_entries" FOR EACH ROW EXECUTE FUNCTION "refuse_audit_change"();
CREATE TRIGGER "audit_entries_not_emptied" BEFORE TRUNCATE ON "audit_entries" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_audit_change"();
