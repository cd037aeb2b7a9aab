import { expect, test } from "vitest";
import { databaseBefore } from "./database";

const THIS = "20261126140000_options";

test("a shop in use finds its variants as the values of one option, and a single nameless variant as it was", async () => {
  const { client, bringUp } = await databaseBefore(THIS);
  await client.query(`
    INSERT INTO categories (slug, name, icon) VALUES ('tea', '茶', '');
    INSERT INTO products (id, slug, title, category_id, updated_at) SELECT n, 'p' || n, '茶', 1, now() FROM generate_series(1, 4) n;
    INSERT INTO variants (id, product_id, name, price_fen, position, active) VALUES
      (1, 1, '', 100, 0, TRUE),
      (2, 2, '500g', 100, 1, TRUE), (3, 2, '50g', 100, 0, FALSE),
      (4, 3, '单只', 100, 0, TRUE),
      (5, 4, '', 100, 0, TRUE), (6, 4, '大', 100, 1, TRUE), (7, 4, '大', 100, 2, TRUE);
  `);
  await bringUp("newest");
  const { rows } = await client.query(`
    SELECT v.id, v.name, o.name AS option, x.name AS value, x.position, v.active, v.search_text AS words
    FROM variants v LEFT JOIN option_values x ON x.id = v.value1_id LEFT JOIN product_options o ON o.id = x.option_id ORDER BY v.id`);
  expect(rows).toEqual([
    { id: 1, name: "", option: null, value: null, position: null, active: true, words: "" },
    { id: 2, name: "500g", option: "规格", value: "500g", position: 1, active: true, words: "500g" },
    { id: 3, name: "50g", option: "规格", value: "50g", position: 0, active: false, words: "50g" },
    { id: 4, name: "单只", option: "规格", value: "单只", position: 0, active: true, words: "单只" },
    { id: 5, name: "默认", option: "规格", value: "默认", position: 0, active: true, words: "默认" },
    { id: 6, name: "大", option: "规格", value: "大", position: 1, active: true, words: "大" },
    { id: 7, name: "大 #7", option: "规格", value: "大 #7", position: 2, active: true, words: "大#7" },
  ]);
  // A product goes with all that is its own, in one statement.
  await client.query("DELETE FROM products WHERE id = 2");
  expect((await client.query("SELECT count(*)::int AS values FROM option_values")).rows).toEqual([{ values: 4 }]);
});
