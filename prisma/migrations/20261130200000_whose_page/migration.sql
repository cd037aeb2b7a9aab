-- On whose page of Alipay's an attempt is paid: a repetition goes to the same one (docs/decisions/0032).
ALTER TABLE "payment_attempts" ADD COLUMN "screen" TEXT NOT NULL DEFAULT 'phone';
ALTER TABLE "payment_attempts" ADD CONSTRAINT "payment_attempts_screen_check" CHECK ("screen" IN ('phone', 'computer'));
