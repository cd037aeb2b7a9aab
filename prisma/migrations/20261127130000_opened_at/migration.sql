-- When its owner opened the shop to take real money. Pausing and resuming a demonstration wrote "open" as well, and so did the
-- migration before for whatever had goods, so that word alone says nothing of a live shop.
ALTER TABLE "shop_opening" ADD COLUMN "opened_at" TIMESTAMPTZ(3),
    -- A link of the time before this has no end, and is replaced.
    ADD COLUMN "preview_made_at" TIMESTAMPTZ(3);

-- Only a live shop can be opened by the button, and the audit trail, of which nothing is ever deleted, knows of it.
UPDATE "shop_opening" SET "opened_at" = (SELECT min("at") FROM "audit_entries" WHERE "kind" = 'shop_opened');

-- A shop that was in use before there was such a button: somebody paid an order of it, and not through the emulator, whose one
-- contract has these two names (emulator/contract/contract.ts). A contract without a name may be the emulator's too.
UPDATE "shop_opening" SET "opened_at" = (
  SELECT min("paid_at") FROM "payments"
  WHERE "disposition" = 'settled' AND "order_id" IS NOT NULL
    AND "contract" NOT IN ('wap-token:2088000000000001', 'openapi:2021000000000001', 'wap-token', 'openapi')
) WHERE "opened_at" IS NULL;
