-- A search looks among an owner's keywords as it does in the title: words, simplified text and pinyin all follow from this function.
CREATE OR REPLACE FUNCTION "product_names"("p" "products") RETURNS TEXT LANGUAGE sql STABLE AS $$
  SELECT "search_text"("p"."title") || COALESCE((SELECT E'\n' || string_agg("search_text"("word"), E'\n') FROM unnest("p"."keywords") AS "word"), '')
$$;

-- Whatever a shop in use has written already is looked at anew by the worker.
UPDATE "products" SET "search_version" = 0;
