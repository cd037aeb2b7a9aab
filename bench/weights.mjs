import { weighPages } from "./page-weight.mjs";

/**
 * Weighs the empty page of the yardstick and each of the shop's.
 * @param {import("./street.mjs").Street} street
 */
export async function weighStreet(street) {
  await street.startShop();
  const [{ slug, variant }] = await street.query(
    "SELECT p.slug, v.id AS variant FROM products p JOIN variants v ON v.product_id = p.id WHERE p.on_sale AND v.stock > 0 ORDER BY p.id, v.id LIMIT 1",
  );
  const [{ category }] = await street.query("SELECT slug AS category FROM categories ORDER BY position LIMIT 1");
  const [{ no, token }] = await street.query("SELECT no, access_token AS token FROM orders LIMIT 1");
  const at = (name, path) => ({ name, url: `${street.shopUrl}${path}` });
  return weighPages([
    { name: "empty", url: `${street.bareUrl}/` },
    at("home", "/"),
    at("category", `/categories/${category}`),
    at("search", `/search?q=${encodeURIComponent("茶")}`),
    at("product", `/products/${slug}`),
    at("cart", "/cart"),
    at("checkout", `/checkout?buy=${variant}x1`),
    at("order, by its link", `/orders/${no}?t=${token}`),
    at("my orders", "/orders"),
    at("back office, login", "/admin/login"),
  ]);
}
