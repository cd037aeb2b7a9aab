-- What began under a contract goes on under it, whatever the shop's contract is by then (docs/decisions/0011). What is older
-- than this knows its protocol alone; the shop adds the partner's or the app's number at its next start.
ALTER TABLE "payment_attempts" RENAME COLUMN "protocol" TO "contract";

-- A payment is its attempt's; one of no order of ours is that of the notice that told of it. Without a notice it was learnt
-- from a day's bill, which only the current protocol has, unless only one protocol was ever spoken here.
ALTER TABLE "payments" ADD COLUMN "contract" TEXT;
UPDATE "payments" p SET "contract" = COALESCE(
  (SELECT a."contract" FROM "payment_attempts" a WHERE a."id" = p."attempt_id" OR a."out_trade_no" = p."out_trade_no" LIMIT 1),
  (SELECT d."protocol" FROM "notify_deliveries" d WHERE d."out_trade_no" = p."out_trade_no" AND d."trade_no" = p."trade_no"
    AND d."verdict" <> 'rejected' ORDER BY d."id" LIMIT 1),
  (SELECT min("protocol") FROM (SELECT "contract" FROM "payment_attempts" UNION SELECT "protocol" FROM "notify_deliveries") AS spoken ("protocol")
    HAVING count(*) = 1),
  'openapi');
ALTER TABLE "payments" ALTER COLUMN "contract" SET NOT NULL;
