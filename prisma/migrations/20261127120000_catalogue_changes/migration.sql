-- Pages that are the same for everybody are kept by each instance until it hears of a change (docs/decisions/0025). Told by the database,
-- so that nobody who changes what they show can forget it, and heard when the change is committed.

-- `changed`: from now on no page from before may be shown. A statement that touches no row tells nothing.
CREATE FUNCTION "tell_of_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "touched") THEN
    PERFORM pg_notify('catalogue_changed', 'changed');
  END IF;
  RETURN NULL;
END $$;

-- Orders change these three numbers of a variant, all other columns are the owner's. Pages say how many are left from five down, and
-- up to 99 in the product's own form; above that an order tells nothing. A NOTIFY makes those who commit wait for each other, and
-- plenty of one thing is sold fast. `counted`: what is shown may be some moments old.
CREATE FUNCTION "tell_of_variant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "other" "variants"%ROWTYPE := NEW;
BEGIN
  "other"."stock" := OLD."stock";
  "other"."reserved" := OLD."reserved";
  "other"."sold" := OLD."sold";
  IF "other" IS DISTINCT FROM OLD OR least(NEW."stock", 6) <> least(OLD."stock", 6) THEN
    PERFORM pg_notify('catalogue_changed', 'changed');
  ELSIF least(NEW."stock", 100) <> least(OLD."stock", 100) OR NEW."sold" <> OLD."sold" THEN
    PERFORM pg_notify('catalogue_changed', 'counted');
  END IF;
  RETURN NULL;
END $$;

CREATE TRIGGER "variants_tell_update" AFTER UPDATE ON "variants" FOR EACH ROW EXECUTE FUNCTION "tell_of_variant"();
CREATE TRIGGER "variants_tell_insert" AFTER INSERT ON "variants" REFERENCING NEW TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_change"();
CREATE TRIGGER "variants_tell_delete" AFTER DELETE ON "variants" REFERENCING OLD TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_change"();

DO $$
DECLARE
  "shown" TEXT;
BEGIN
  FOREACH "shown" IN ARRAY ARRAY[
    'categories', 'products', 'product_options', 'option_values', 'freight_templates', 'freight_settings', 'shop_profile', 'shop_opening',
    'search_synonyms'
  ] LOOP
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_change"()', "shown" || '_tell_insert', "shown");
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_change"()', "shown" || '_tell_update', "shown");
    EXECUTE format('CREATE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS "touched" FOR EACH STATEMENT EXECUTE FUNCTION "tell_of_change"()', "shown" || '_tell_delete', "shown");
  END LOOP;
END $$;
