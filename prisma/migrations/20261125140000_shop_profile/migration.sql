-- What the owner says of the shop itself. One row; none until the owner has said something.
CREATE TABLE "shop_profile" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "name" TEXT NOT NULL DEFAULT '',
    "tagline" TEXT NOT NULL DEFAULT '',
    "announcement" TEXT NOT NULL DEFAULT '',
    "hot_words" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[],
    "payment_subject" TEXT NOT NULL DEFAULT '',
    "phone" TEXT NOT NULL DEFAULT '',
    "wechat" TEXT NOT NULL DEFAULT '',
    "business_hours" TEXT NOT NULL DEFAULT '',
    "return_address" TEXT NOT NULL DEFAULT '',
    "dispatch_policy" TEXT NOT NULL DEFAULT '',
    "return_policy" TEXT NOT NULL DEFAULT '',
    "privacy_policy" TEXT NOT NULL DEFAULT '',
    "icp_number" TEXT NOT NULL DEFAULT '',
    "police_number" TEXT NOT NULL DEFAULT '',
    "licence_holder" TEXT NOT NULL DEFAULT '',
    "licence_code" TEXT NOT NULL DEFAULT '',
    "licence_exemption" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "shop_profile_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "shop_profile_one_row" CHECK ("id" = 1)
);

-- What the buyer reads at Alipay. It stays as it was sent first: the same number with another subject is another request.
ALTER TABLE "payment_attempts" ADD COLUMN "subject" TEXT NOT NULL DEFAULT '';
UPDATE "payment_attempts" a SET "subject" = '小铺订单' || o."no" FROM "orders" o WHERE o."id" = a."order_id" AND a."started_at" IS NOT NULL;
