-- People of the back office beside the owner (docs/decisions/0034). Whoever is in stays the owner, and logged in.
CREATE TYPE "StaffRole" AS ENUM ('OWNER', 'CLERK', 'READER');

ALTER TABLE "owners" ADD COLUMN "role" "StaffRole" NOT NULL DEFAULT 'OWNER',
ADD COLUMN "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN "removed_at" TIMESTAMPTZ(3);
-- From now on whoever makes a login says what it may do.
ALTER TABLE "owners" ALTER COLUMN "role" DROP DEFAULT;

ALTER TABLE "audit_entries" ADD COLUMN "name" TEXT NOT NULL DEFAULT '';

CREATE TABLE "staff_invitations" (
    "id" BIGSERIAL NOT NULL,
    "token_hash" TEXT NOT NULL,
    "role" "StaffRole" NOT NULL,
    "name" TEXT NOT NULL,
    "member_id" INTEGER,
    "made_by_id" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_invitations_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "staff_invitations_token_hash_key" ON "staff_invitations"("token_hash");
CREATE INDEX "staff_invitations_expires_at_idx" ON "staff_invitations"("expires_at");
CREATE INDEX "staff_invitations_member_id_idx" ON "staff_invitations"("member_id");
CREATE INDEX "staff_invitations_made_by_id_idx" ON "staff_invitations"("made_by_id");
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "staff_invitations" ADD CONSTRAINT "staff_invitations_made_by_id_fkey" FOREIGN KEY ("made_by_id") REFERENCES "owners"("id") ON DELETE CASCADE ON UPDATE CASCADE;
