-- An order of the last few pieces has only those pages made anew that show what it is of (docs/decisions/0025). `left <slug>`: of this
-- product other numbers are shown. `gone <slug>`: it leaves the lists of what is there as well. What comes back may come onto any list:
-- `changed`, as all that the owner changes.
CREATE OR REPLACE FUNCTION "tell_of_variant"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  "other" "variants"%ROWTYPE := NEW;
BEGIN
  "other"."stock" := OLD."stock";
  "other"."reserved" := OLD."reserved";
  "other"."sold" := OLD."sold";
  IF "other" IS DISTINCT FROM OLD OR (OLD."stock" <= 0 AND NEW."stock" > 0) THEN
    PERFORM pg_notify('catalogue_changed', 'changed');
  ELSIF least(NEW."stock", 6) <> least(OLD."stock", 6) THEN
    PERFORM pg_notify('catalogue_changed', CASE WHEN NEW."stock" <= 0 THEN 'gone ' ELSE 'left ' END || "slug")
      FROM "products" WHERE "id" = NEW."product_id";
  ELSIF least(NEW."stock", 100) <> least(OLD."stock", 100) OR NEW."sold" <> OLD."sold" THEN
    PERFORM pg_notify('catalogue_changed', 'counted');
  END IF;
  RETURN NULL;
END $$;
