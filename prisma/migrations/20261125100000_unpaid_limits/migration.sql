-- From where an unpaid order was placed, so that its network's share can be counted (docs/decisions/0019).
ALTER TABLE "orders" ADD COLUMN "network" TEXT;

-- It stays small: an order that is paid or closed has no network any more.
CREATE INDEX "orders_unpaid_network" ON "orders" ("network") WHERE "network" IS NOT NULL;

-- Whoever ends the waiting, an instance of before this migration as well, forgets from where the order came.
CREATE FUNCTION "forget_network"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW."network" := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER "orders_forget_network" BEFORE UPDATE OF "status" ON "orders"
  FOR EACH ROW WHEN (NEW."status" <> 'PENDING' AND NEW."network" IS NOT NULL) EXECUTE FUNCTION "forget_network"();
