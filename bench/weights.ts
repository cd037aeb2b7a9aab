import { type Weight, weighPages } from "./page-weight";
import type { BenchStack } from "./stack";

/** Weighs the empty page of the yardstick, which comes first, and each of the shop's. */
export async function weighShop(stack: BenchStack): Promise<Weight[]> {
  await stack.startShop();
  const { slug, variant } = await stack.queryRow<{ slug: string; variant: number }>(
    "SELECT p.slug, v.id AS variant FROM products p JOIN variants v ON v.product_id = p.id WHERE p.on_sale AND v.stock > 0 ORDER BY p.id, v.id LIMIT 1",
  );
  const { category } = await stack.queryRow<{ category: string }>("SELECT slug AS category FROM categories ORDER BY position LIMIT 1");
  const { no, token } = await stack.queryRow<{ no: string; token: string }>("SELECT no, access_token AS token FROM orders LIMIT 1");
  const at = (name: string, path: string) => ({ name, url: `${stack.shopUrl}${path}` });
  return weighPages([
    { name: "empty", url: `${stack.bareUrl}/` },
    at("home", "/"),
    at("category", `/categories/${category}`),
    at("search", `/search?q=${encodeURIComponent("茶")}`),
    at("product", `/products/${slug}`),
    at("cart", "/cart"),
    at("checkout", `/checkout?buy=${variant}x1`),
    at("order, by its link", `/orders/${no}/${token}`),
    at("my orders", "/orders"),
    at("back office, login", "/admin/login"),
  ]);
}
