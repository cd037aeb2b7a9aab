import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { currentBuyer } from "@/app/current-buyer";
import { currentProfile } from "@/app/current-profile";
import { Icon } from "@/components/icon";
import { ListPrice } from "@/components/list-price";
import { Price } from "@/components/price";
import { stockHint } from "@/components/stock-hint";
import { componentsText } from "@/components/text";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { countCart } from "@/lib/shop/cart/get-cart";
import type { ProductView } from "@/lib/shop/catalog/product";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { Gallery } from "./gallery";
import { OffSale } from "./off-sale";
import { Promises } from "./promises";
import { Purchase } from "./purchase";
import { readPastProduct, readProduct } from "./read-product";
import { productText as text } from "./text";

export async function generateMetadata({ params }: PageProps<"/products/[slug]">): Promise<Metadata> {
  const { slug } = await params;
  const product = await readProduct(slug);
  if (!product) return { title: (await readPastProduct(slug)) ? text.offSale : text.missing, robots: { index: false } };
  const { title, subtitle, images } = product;
  const image = images[0] === undefined ? [] : [{ url: pictureUrl(images[0], 720), width: 720, height: 720, alt: title }];
  return {
    title,
    description: subtitle,
    metadataBase: new URL(getShop().config.shopUrl),
    alternates: { canonical: `/products/${slug}` },
    openGraph: { title, description: subtitle, images: image, locale: "zh_CN", type: "website" },
  };
}

export default async function ProductPage({ params }: PageProps<"/products/[slug]">) {
  const { slug } = await params;
  const product = await readProduct(slug);
  if (!product) return <Missing slug={slug} />;
  const [buyer, profile] = await Promise.all([currentBuyer(), currentProfile()]);
  const cartCount = buyer ? await countCart(getShop(), buyer.id) : 0;
  return (
    <main>
      <Link
        href={`/categories/${product.category.slug}`}
        aria-label={`${componentsText.back}${product.category.name}`}
        className="fixed top-[calc(0.75rem+env(safe-area-inset-top))] z-20 ml-3 grid size-11 place-items-center rounded-full bg-card/90 shadow-sm active:bg-card"
      >
        <Icon name="back" />
      </Link>
      <Gallery title={product.title} images={product.images} />
      <Facts product={product} />
      <Promises profile={profile} />
      <section aria-labelledby="description" className="mt-2.5 bg-card px-4 py-5">
        <h2 id="description" className="mb-2.5 font-semibold">
          {text.description}
        </h2>
        <p className="whitespace-pre-line text-pretty text-[0.9375rem] text-ink-2 leading-7">{product.description}</p>
      </section>
      <Purchase
        title={product.title}
        image={product.images[0] ?? ""}
        options={product.options}
        variants={product.variants}
        cartCount={cartCount}
      />
    </main>
  );
}

/** Off sale since the layout looked, or before. */
async function Missing({ slug }: { slug: string }) {
  const past = await readPastProduct(slug);
  if (!past) notFound();
  return <OffSale product={past} />;
}

function Facts({ product }: { product: ProductView }) {
  const { variants, title, subtitle } = product;
  const shown = variants.find((variant) => variant.available > 0) ?? variants[0];
  if (!shown) return null;
  const available = variants.reduce((sum, variant) => sum + variant.available, 0);
  return (
    <section className="bg-card px-4 pt-4 pb-5">
      <p className="flex items-baseline gap-2">
        <Price fen={shown.priceFen} size="lg" />
        {variants.some((variant) => variant.priceFen > shown.priceFen) && <span className="text-ink-3 text-sm">{componentsText.from}</span>}
        {shown.listPriceFen !== null && <ListPrice fen={shown.listPriceFen} className="text-sm" />}
        {stockHint(available) && (
          <span className="ml-auto rounded-full bg-amber-soft px-2.5 py-0.5 text-amber text-sm">{stockHint(available)}</span>
        )}
      </p>
      <h1 className="mt-1.5 font-bold text-xl leading-snug">{title}</h1>
      <p className="mt-1 text-ink-2 text-sm">{subtitle}</p>
    </section>
  );
}
