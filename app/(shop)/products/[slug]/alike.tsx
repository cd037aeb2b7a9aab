import { MARK, OwnersWords } from "@/components/owners-words";
import { ProductTiles } from "@/components/product-tiles";
import { ownersLang } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listAlike } from "@/lib/shop/catalog/list-alike";
import type { ProductView } from "@/lib/shop/catalog/product";
import { productPageText as text } from "./page-text";

/** More of the same category; nothing where there is nothing more. */
export async function Alike({ slug, category }: Pick<ProductView, "slug" | "category">) {
  const products = await listAlike(getShop(), { categorySlug: category.slug, except: slug });
  if (products.length === 0) return null;
  return (
    <section aria-labelledby="alike" className="px-4 pt-5 pb-4">
      <h2 id="alike" className="mb-3 font-semibold">
        <OwnersWords sentence={text.others(MARK)} words={category.name} lang={ownersLang()} />
      </h2>
      <ProductTiles products={products} />
    </section>
  );
}
