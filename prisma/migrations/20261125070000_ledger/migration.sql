-- The books (docs/decisions/0016).
CREATE TABLE "ledger_transfers" (
    "id" BIGSERIAL NOT NULL,
    "debit" TEXT NOT NULL,
    "credit" TEXT NOT NULL,
    "amount_fen" BIGINT NOT NULL,
    "cause" TEXT NOT NULL,
    "payment_id" BIGINT NOT NULL,
    "refund_no" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ledger_transfers_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "ledger_transfers_amount_check" CHECK ("amount_fen" > 0),
    CONSTRAINT "ledger_transfers_move_check" CHECK (
        ("cause" = 'payment' AND "debit" = 'gateway' AND "credit" IN ('settled', 'held'))
        OR ("cause" = 'promise' AND "debit" IN ('settled', 'held') AND "credit" = 'promised')
        OR ("cause" = 'release' AND "debit" = 'promised' AND "credit" IN ('settled', 'held'))
        OR ("cause" = 'refund' AND "debit" = 'promised' AND "credit" = 'gateway')
    ),
    CONSTRAINT "ledger_transfers_refund_check" CHECK (("cause" = 'payment') = ("refund_no" IS NULL))
);

CREATE INDEX "ledger_transfers_payment_id_idx" ON "ledger_transfers"("payment_id");
ALTER TABLE "ledger_transfers" ADD CONSTRAINT "ledger_transfers_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payments"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- A payment comes once.
CREATE UNIQUE INDEX "ledger_transfers_one_payment" ON "ledger_transfers" ("payment_id") WHERE "cause" = 'payment';

-- What is written stays written.
CREATE FUNCTION "refuse_ledger_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the ledger is only ever added to';
END $$;
CREATE TRIGGER "ledger_transfers_kept" BEFORE UPDATE OR DELETE ON "ledger_transfers" FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "ledger_transfers_not_emptied" BEFORE TRUNCATE ON "ledger_transfers" FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();

-- Each transfer as the two entries of a journal.
CREATE VIEW "ledger_entries" AS
  SELECT "id" AS "transfer_id", "debit" AS "account", 'debit' AS "side", "amount_fen", "cause", "payment_id", "refund_no", "created_at" FROM "ledger_transfers"
  UNION ALL
  SELECT "id", "credit", 'credit', "amount_fen", "cause", "payment_id", "refund_no", "created_at" FROM "ledger_transfers";

-- The books of a shop that is in use already.
INSERT INTO "ledger_transfers" ("debit", "credit", "amount_fen", "cause", "payment_id", "created_at")
SELECT 'gateway', "disposition", "amount_fen", 'payment', "id", "created_at" FROM "payments" ORDER BY "id";
INSERT INTO "ledger_transfers" ("debit", "credit", "amount_fen", "cause", "payment_id", "refund_no", "created_at")
SELECT p."disposition", 'promised', r."amount_fen", 'promise', p."id", r."out_request_no", coalesce(r."started_at", r."created_at")
FROM "refunds" r JOIN "payments" p ON p."id" = r."payment_id" WHERE r."status" IN ('PENDING', 'DONE') ORDER BY r."id";
INSERT INTO "ledger_transfers" ("debit", "credit", "amount_fen", "cause", "payment_id", "refund_no", "created_at")
SELECT 'promised', 'gateway', r."amount_fen", 'refund', r."payment_id", r."out_request_no", coalesce(r."ended_at", r."created_at")
FROM "refunds" r WHERE r."status" = 'DONE' ORDER BY r."id";
