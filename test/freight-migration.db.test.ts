import { expect, test } from "vitest";
import { databaseBefore } from "./database";

const FREIGHT = "20261126100000_freight";

test("a shop in use that is brought up to date goes on sending all its goods free, and its orders keep their sums", async () => {
  const { client, bringUp } = await databaseBefore(FREIGHT);
  await client.query("INSERT INTO categories (id, slug, name, icon) VALUES (1, 'tea', '茶', '')");
  await client.query("INSERT INTO products (id, slug, title, category_id, updated_at) VALUES (1, 'tea', '茶', 1, now())");
  await client.query("INSERT INTO variants (product_id, price_fen, stock) VALUES (1, 1980, 3)");
  await client.query("INSERT INTO buyers (id, token_hash) VALUES (gen_random_uuid(), 'a')");
  await client.query(`
    INSERT INTO orders (id, no, access_token, buyer_id, idempotency_key, items_fen, shipping_fen, total_fen, receiver_name, receiver_phone,
      province, city, district, address_detail, expires_at, updated_at)
    SELECT gen_random_uuid(), '2611220900001', 't', id, 'k', 1980, 0, 1980, '', '', '', '', '', '', now(), now() FROM buyers`);

  await bringUp();
  const product = await client.query("SELECT freight_kind, freight_fee_fen, freight_template_id FROM products");
  expect(product.rows).toEqual([{ freight_kind: "free", freight_fee_fen: null, freight_template_id: null }]);
  expect((await client.query("SELECT grams FROM variants")).rows).toEqual([{ grams: 0 }]);
  expect((await client.query("SELECT shipping_fen, total_fen, freight FROM orders")).rows).toEqual([
    { shipping_fen: "0", total_fen: "1980", freight: null },
  ]);
  // The database itself holds that goods never lose the rule of their freight, and that no freight is below nothing.
  await expect(client.query("UPDATE products SET freight_kind = 'template'")).rejects.toThrow(/products_freight_check/);
  await expect(client.query("UPDATE products SET freight_kind = 'fixed', freight_fee_fen = 0")).rejects.toThrow(/products_freight_check/);
  await expect(client.query("INSERT INTO freight_settings (free_from_fen) VALUES (0)")).rejects.toThrow(/freight_settings_free_check/);
});
