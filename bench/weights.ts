// How much JavaScript the shop's pages have, above an empty page of the same Next.js.

import { aimFor, type Measured } from "./figures/measured";
import { sendAll } from "./load";
import { prepareCheckouts } from "./orders";
import { type Weight, weighPages } from "./page-weight";
import type { Bench } from "./run-bench";

const LIGHT = ["home", "category", "product"];

/** Weighs the yardstick's empty page and each of the shop's, in kB. */
export async function measureWeights({ stack, progress }: Bench): Promise<Measured> {
  const weigh = async () => weighPages([{ name: "empty", url: `${stack.bareUrl}/` }, ...(await pagesOf(stack))]);
  const [empty, ...pages] = await progress.step("weighing the pages", weigh, { isLong: true });
  await stack.stopShop();
  if (!empty) throw new Error("No page was weighed.");
  const above = ({ gzip }: Weight) => (gzip - empty.gzip) / 1000;
  const heaviest = pages.toSorted((one, other) => other.gzip - one.gzip)[0] ?? empty;
  const light = pages.filter(({ name }) => LIGHT.includes(name));
  return {
    table: tableOf(empty, pages),
    aims: [
      ...light.map((page) => aimFor(`JavaScript above an empty page, ${page.name}`, rounded(above(page)), { most: 8, unit: " kB" })),
      aimFor(`JavaScript above an empty page, the heaviest (${heaviest.name})`, rounded(above(heaviest)), { most: 15, unit: " kB" }),
    ],
  };
}

async function pagesOf(stack: Bench["stack"]): Promise<{ name: string; url: string }[]> {
  await stack.startShop();
  const { slug, variant } = await stack.queryRow<{ slug: string; variant: number }>(
    "SELECT p.slug, v.id AS variant FROM products p JOIN variants v ON v.product_id = p.id WHERE p.on_sale AND v.stock > 0 ORDER BY p.id, v.id LIMIT 1",
  );
  const { category } = await stack.queryRow<{ category: string }>("SELECT slug AS category FROM categories ORDER BY position LIMIT 1");
  const order = await prepareCheckouts(stack.shopUrl, variant, 1);
  await sendAll(order.url, order.requests, { status: 303 });
  const { no, token } = await stack.queryRow<{ no: string; token: string }>("SELECT no, access_token AS token FROM orders LIMIT 1");
  const at = (name: string, path: string) => ({ name, url: `${stack.shopUrl}${path}` });
  return [
    at("home", "/"),
    at("category", `/categories/${category}`),
    at("search", `/search?q=${encodeURIComponent("茶")}`),
    at("product", `/products/${slug}`),
    at("cart", "/cart"),
    at("checkout", `/checkout?buy=${variant}x1`),
    at("order, by its link", `/orders/${no}/${token}`),
    at("my orders", "/orders"),
    at("back office, login", "/admin/login"),
  ];
}

function tableOf(empty: Weight, pages: Weight[]): string {
  return [
    `The empty page weighs ${kb(empty.gzip)} kB gzip, ${kb(empty.brotli)} kB brotli.`,
    "",
    "| page | above the empty page, gzip | brotli | in all, gzip | files | fetched ahead, gzip |",
    "|---|---|---|---|---|---|",
    ...pages.map(
      (page) =>
        `| ${page.name} | ${kb(page.gzip - empty.gzip)} | ${kb(page.brotli - empty.brotli)} | ${kb(page.gzip)} | ${page.files} | ${kb(page.laterGzip)} |`,
    ),
  ].join("\n");
}

/** As the table says it. */
function rounded(kilobytes: number): number {
  return Number(kilobytes.toFixed(1));
}

function kb(bytes: number): string {
  return (bytes / 1000).toFixed(1);
}
