import { expect, test } from "vitest";
import { databaseBefore } from "./database";

const GRAMS = "20261201300400_grams_in_a_loop";

const TEXTS = {
  "no text": "",
  "one character": "王",
  "a name": "王小明",
  "a name in Latin letters, some of them capital": "WANG Xiaoming",
  "letters that only ASCII's capitals are made small of": "ÀÉ İI ΑΣ ｗａｎｇ ＷＡＮＧ Ⅷ ﬁ",
  "characters beyond the first plane": "𠮷野家 👨‍👩‍👧 𠮷𠮷",
  "combining marks": "e\u0301e\u0301 が",
  "the same again and again": "aaAAaa啊啊啊",
  "spaces, lines and signs": ' 放\n门口\t\\ % _ {"a",NULL} NULL \'',
  "a long note": "送到门口就好，谢谢，不要打电话。Please RING twice! ".repeat(200),
};

test("a buyer's words are found by the same grams as before", async () => {
  const { client, bringUp } = await databaseBefore(GRAMS);
  const { rows: written } = await client.query<{ text: string }>("SELECT pg_get_functiondef('text_grams(text)'::regprocedure) AS text");
  await client.query(String(written[0]?.text).replace("text_grams", "text_grams_before"));
  await bringUp();
  for (const [what, text] of [...Object.entries(TEXTS), ["nothing known", null] as const]) {
    const { rows } = await client.query(
      `SELECT (SELECT array_agg(DISTINCT it ORDER BY it) FROM unnest(text_grams($1)) it) AS now,
         (SELECT array_agg(DISTINCT it ORDER BY it) FROM unnest(text_grams_before($1)) it) AS before,
         text_grams($1) IS NULL AS "isNull", text_grams_before($1) IS NULL AS "wasNull"`,
      [text],
    );
    expect(rows[0].now, what).toEqual(rows[0].before);
    expect(rows[0].isNull, what).toBe(rows[0].wasNull);
    expect(rows[0].isNull, what).toBe(text === null);
  }
});

test("an index that was made before finds what was written before and what is written afterwards", async () => {
  const { client, bringUp } = await databaseBefore(GRAMS);
  const write = (title: string) =>
    client.query("INSERT INTO notes SELECT $1 || what, written FROM json_each_text($2) AS it (what, written)", [
      title,
      JSON.stringify(TEXTS),
    ]);
  await client.query("CREATE TABLE notes (title text, written text)");
  await client.query("CREATE INDEX notes_grams ON notes USING gin (text_grams(normalize(written, NFKC))) WITH (fastupdate = off)");
  await write("before: ");
  await bringUp();
  await write("afterwards: ");
  await client.query("SET enable_seqscan = off");
  const find = async (grams: string[]) => {
    const ask = "FROM notes WHERE text_grams(normalize(written, NFKC)) @> $1";
    const { rows: plan } = await client.query(`EXPLAIN SELECT title ${ask}`, [grams]);
    expect(JSON.stringify(plan)).toContain("notes_grams");
    const { rows } = await client.query<{ title: string }>(`SELECT title ${ask} ORDER BY title`, [grams]);
    return rows.map(({ title }) => title);
  };
  expect(await find(["小明"])).toEqual(["afterwards: a name", "before: a name"]);
  expect(await find(["王"])).toEqual(["afterwards: a name", "afterwards: one character", "before: a name", "before: one character"]);
  expect(await find(["ri", "ng", "门口"])).toEqual(["afterwards: a long note", "before: a long note"]);
  await client.query("UPDATE notes SET title = 'once more: ' || title WHERE written = '王小明'");
  expect(await find(["小明"])).toEqual(["once more: afterwards: a name", "once more: before: a name"]);
});
