-- The pictures and the colour of a shop.
ALTER TABLE "shop_profile"
    ADD COLUMN "logo" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "wechat_picture" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "licence_picture" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "theme_colour" TEXT NOT NULL DEFAULT '';
ALTER TABLE "shop_profile" ADD CONSTRAINT "shop_profile_theme_colour" CHECK ("theme_colour" ~ '^(#[0-9a-f]{6})?$');

-- Whether the shop sells. One row; none until somebody opens it.
CREATE TABLE "shop_opening" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "standing" TEXT NOT NULL DEFAULT 'preparing',
    "note" TEXT NOT NULL DEFAULT '',
    "changed_at" TIMESTAMPTZ(3),
    "preview_token" TEXT NOT NULL DEFAULT '',
    "previewed_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "checked_identity" TEXT NOT NULL DEFAULT '',
    "findings" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "shop_opening_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "shop_opening_one_row" CHECK ("id" = 1),
    CONSTRAINT "shop_opening_standing" CHECK ("standing" IN ('preparing', 'open', 'paused'))
);

-- A shop that has sold, or has something to sell, goes on selling.
INSERT INTO "shop_opening" ("id", "standing")
SELECT 1, 'open' WHERE EXISTS (SELECT 1 FROM "orders") OR EXISTS (SELECT 1 FROM "products");
