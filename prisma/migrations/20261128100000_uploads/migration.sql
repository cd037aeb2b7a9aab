-- Uploads that were carried out, so that none is carried out twice when its answer was lost.
CREATE TABLE "uploads" (
    "digest" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "uploads_pkey" PRIMARY KEY ("digest")
);
CREATE INDEX "uploads_created_at_idx" ON "uploads"("created_at");

-- Pictures in the store that no row names, until their files are deleted.
CREATE TABLE "unnamed_pictures" (
    "id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "unnamed_pictures_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "unnamed_pictures_seen_at_idx" ON "unnamed_pictures"("seen_at");
