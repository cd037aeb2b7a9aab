-- The same grams, without planning and running a query for each text. An order's row gets a new version when it is paid, sent or closed, and each
-- index over grams then wants them again, though its text is what it was (docs/decisions/0038). A gram that a text has twice may stand in the
-- array twice, which neither a GIN index nor `@>` minds; so what the indexes hold stays right, and nothing is built anew.
CREATE OR REPLACE FUNCTION "text_grams"("written" TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10 AS $$
DECLARE
  "characters" TEXT[] := string_to_array(lower("written" COLLATE "C"), NULL);
  "grams" TEXT[] := "characters";
BEGIN
  FOR "at" IN 2 .. cardinality("characters") LOOP
    "grams" := array_append("grams", "characters"["at" - 1] || "characters"["at"]);
  END LOOP;
  RETURN "grams";
END
$$;
