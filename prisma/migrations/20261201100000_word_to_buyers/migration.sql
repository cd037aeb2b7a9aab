-- Buyers who leave an e-mail, or want an SMS, get word of payment, parcels and refunds. A shop in use goes on as before: it has no channel,
-- and nobody has left anything.
CREATE TABLE "order_contacts" (
    "order_id" UUID NOT NULL,
    "email" TEXT,
    "sms" BOOLEAN NOT NULL DEFAULT false,
    "language" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "order_contacts_pkey" PRIMARY KEY ("order_id"),
    CONSTRAINT "order_contacts_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "orders"("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "order_contacts_language" CHECK ("language" IN ('zh-CN', 'en')),
    -- Who left nothing has no row. An address is one line, whoever writes it.
    CONSTRAINT "order_contacts_something" CHECK ("email" IS NOT NULL OR "sms"),
    CONSTRAINT "order_contacts_email" CHECK ("email" IS NULL OR (length("email") <= 254 AND "email" ~ '^[^[:space:]@<>,;:"]+@[A-Za-z0-9.-]+$'))
);

-- By which ways buyers are told: one for mails, one for SMS. What opens it is sealed.
CREATE TABLE "word_channels" (
    "id" UUID NOT NULL,
    "medium" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
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

    CONSTRAINT "word_channels_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "word_channels_medium" CHECK ("medium" IN ('email', 'sms')),
    CONSTRAINT "word_channels_status" CHECK ("status" IN ('active', 'paused', 'stopped'))
);
CREATE UNIQUE INDEX "word_channels_medium_key" ON "word_channels"("medium");

-- The outbox to buyers. No foreign key, and no address: a payment waits for nobody who sends, and where it goes is read when it goes. Whom it
-- reached stands there as a name that only the shop can make, so that their words of a day can be counted.
CREATE TABLE "buyer_words" (
    "id" BIGSERIAL NOT NULL,
    "order_id" UUID NOT NULL,
    "medium" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "amount_fen" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "due_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "problem" TEXT,
    "waiting_since" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "sent_to" TEXT,

    CONSTRAINT "buyer_words_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "buyer_words_event" CHECK ("event" IN ('paid', 'shipped', 'refunded')),
    CONSTRAINT "buyer_words_amount" CHECK (("event" = 'refunded') = ("amount_fen" IS NOT NULL) AND ("amount_fen" IS NULL OR "amount_fen" > 0)),
    CONSTRAINT "buyer_words_status" CHECK ("status" IN ('waiting', 'sent', 'failed')),
    CONSTRAINT "buyer_words_wait_for_a_time" CHECK (("status" = 'waiting') = ("due_at" IS NOT NULL)),
    CONSTRAINT "buyer_words_end_at_a_time" CHECK (("status" = 'waiting') = ("ended_at" IS NULL))
);
CREATE UNIQUE INDEX "buyer_words_event_subject_medium_key" ON "buyer_words"("event", "subject", "medium");
CREATE INDEX "buyer_words_order_id_idx" ON "buyer_words"("order_id");
CREATE INDEX "buyer_words_ended_at_idx" ON "buyer_words"("ended_at");
-- How much one address or number has been sent today.
CREATE INDEX "buyer_words_sent_to_ended_at_idx" ON "buyer_words"("sent_to", "ended_at");
-- What waits is little beside what was sent.
CREATE INDEX "buyer_words_waiting_idx" ON "buyer_words"("medium", "due_at") WHERE "status" = 'waiting';
