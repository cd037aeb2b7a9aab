import { buttonClass } from "@/components/button";
import { Link } from "@/components/link";
import { MARK, OwnersWords } from "@/components/owners-words";
import { PageHeader } from "@/components/page-header";
import { ProductTile } from "@/components/product-card";
import { ProductImage } from "@/components/product-image";
import { ownersLang } from "@/lib/language/language";
import type { PastProduct } from "@/lib/shop/catalog/get-past-product";
import { productPageText as text } from "./page-text";

/** Who comes by an old link reads that it is sold no more, and sees what its category has instead. */
export function OffSale({ product: { title, image, category, others } }: { product: PastProduct }) {
  const toCategory = `/categories/${category.slug}` as const;
  return (
    <main className="pb-6">
      <PageHeader title={text.offSale} parent={toCategory} />
      <section className="flex items-center gap-4 bg-card px-4 py-5">
        <ProductImage name={image} alt="" sizes="6rem" className="size-24 shrink-0 rounded-xl opacity-55" />
        <div className="min-w-0">
          <h2 lang={ownersLang()} className="line-clamp-2 font-semibold text-lg leading-snug">
            {title}
          </h2>
          <p className="mt-1 text-ink-2 text-sm">{text.offSaleHint}</p>
        </div>
      </section>
      <section aria-labelledby="others" className="px-4 pt-5">
        <h2 id="others" className="mb-3 font-bold text-lg">
          {others.length > 0 ? <OwnersWords sentence={text.others(MARK)} words={category.name} lang={ownersLang()} /> : text.noOthers}
        </h2>
        <ul className="grid grid-cols-2 gap-3">
          {others.map((other, index) => (
            <li key={other.slug}>
              <ProductTile product={other} isFirst={index < 2} />
            </li>
          ))}
        </ul>
        <p className="mt-5 text-center">
          <Link href={others.length > 0 ? toCategory : "/"} className={buttonClass("outline")}>
            {others.length > 0 ? <OwnersWords sentence={text.allOf(MARK)} words={category.name} lang={ownersLang()} /> : text.seeOthers}
          </Link>
        </p>
      </section>
    </main>
  );
}
