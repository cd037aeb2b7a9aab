-- Where alerts go. What opens a channel is sealed.
CREATE TABLE "alert_channels" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "target" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "events" TEXT[],
    "status" TEXT NOT NULL DEFAULT 'active',
    "problem" TEXT,
    "due_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "locked_until" TIMESTAMPTZ(3),
    "checks" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "alert_channels_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alert_channels_status" CHECK ("status" IN ('active', 'paused', 'stopped'))
);

-- The outbox. No foreign key: a payment waits for nobody who sends.
CREATE TABLE "alerts" (
    "id" BIGSERIAL NOT NULL,
    "channel_id" UUID NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "alerts_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "alerts_status" CHECK ("status" IN ('waiting', 'sent', 'failed')),
    CONSTRAINT "alerts_wait_for_a_time" CHECK (("status" = 'waiting') = ("due_at" IS NOT NULL)),
    CONSTRAINT "alerts_end_at_a_time" CHECK (("status" = 'waiting') = ("ended_at" IS NULL))
);

CREATE UNIQUE INDEX "alerts_event_subject_channel_id_key" ON "alerts"("event", "subject", "channel_id");
CREATE INDEX "alerts_channel_id_id_idx" ON "alerts"("channel_id", "id");
CREATE INDEX "alerts_ended_at_idx" ON "alerts"("ended_at");
-- What waits is little beside what was sent.
CREATE INDEX "alerts_waiting_idx" ON "alerts"("channel_id", "due_at") WHERE "status" = 'waiting';

-- When goods were last put on the shelf: they are told of as scarce once until then.
CREATE INDEX "stock_movements_restocked_idx" ON "stock_movements"("variant_id", "id") WHERE "kind" = 'adjust' AND "quantity" > 0;
