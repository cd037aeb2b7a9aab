import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { currentProfile } from "@/app/current-profile";
import { OPEN_GRAPH } from "@/app/open-graph";
import { BackLink } from "@/components/back-link";
import { FromPrice } from "@/components/from-price";
import { Icon } from "@/components/icon";
import { JsonLd } from "@/components/json-ld";
import { Link } from "@/components/link";
import { ListPrice } from "@/components/list-price";
import { Price } from "@/components/price";
import { ShareButton } from "@/components/share-button";
import { stockHint } from "@/components/stock-hint";
import { componentsText, priceWords, stockWords } from "@/components/text";
import { currentLanguage, ownersLang } from "@/lib/language/language";
import { forScripts } from "@/lib/language/words";
import { getShop } from "@/lib/shop/assembly/get-shop";
import type { ProductView } from "@/lib/shop/catalog/product";
import { readFreightBook } from "@/lib/shop/freight/read-freight";
import { type FreightSummary, summariseFreight } from "@/lib/shop/freight/summarise-freight";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { nameOf } from "@/lib/shop/profile/profile";
import { isInScope, type ShownReduction } from "@/lib/shop/promotions/promotion";
import { listReductions } from "@/lib/shop/promotions/read-promotions";
import { requireOpen } from "../../require-open";
import { Alike } from "./alike";
import { BuyBar, ChosenRow, SheetButtons } from "./buy-bar";
import type { Goods } from "./choice-fields";
import { Description } from "./description";
import { Gallery } from "./gallery";
import { OffSale } from "./off-sale";
import { productPageText as text } from "./page-text";
import { firstWords, PlainChoice } from "./plain-choice";
import { productData } from "./product-data";
import { Promises } from "./promises";
import { Purchase } from "./purchase";
import { madeMineOfProduct } from "./read-mine";
import { readPastProduct, readProduct } from "./read-product";
import { choiceWords } from "./text";

export async function generateMetadata({ params }: PageProps<"/products/[slug]">): Promise<Metadata> {
  await requireOpen();
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
    openGraph: { title, description: subtitle, images: image, locale: OPEN_GRAPH[currentLanguage()], type: "website" },
  };
}

/** A round button above the pictures, and where it stands: below what the shop says on top, and then at the edge of the screen. */
const ABOVE = "flex h-11 items-center rounded-full bg-card/90 text-sm shadow-sm active:bg-card";
const EDGE = "absolute top-[calc(0.75rem+env(safe-area-inset-top))]";

export default async function ProductPage({ params }: PageProps<"/products/[slug]">) {
  await requireOpen();
  const { slug } = await params;
  const product = await readProduct(slug);
  if (!product) return <Missing slug={slug} />;
  const [made, profile, freight, reductions] = await Promise.all([
    madeMineOfProduct(product),
    currentProfile(),
    freightOf(product),
    reductionsOf(product),
  ]);
  const { title, images, options, variants } = product;
  const isSoldOut = variants.every(({ available }) => available === 0);
  const words = { ...forScripts(choiceWords), listPrice: priceWords.listPrice[product.listPriceBasis] };
  const goods: Goods = { title, image: images[0] ?? "", options, variants, words, lang: ownersLang() };
  return (
    <main>
      <JsonLd data={productData(product, { shopUrl: getShop().config.shopUrl, shopName: nameOf(profile) })} />
      <div className="sticky top-0 z-20 h-0">
        <BackLink
          parent={`/categories/${product.category.slug}`}
          label={componentsText.back}
          className={`${ABOVE} ${EDGE} left-3 w-11 justify-center`}
        >
          <Icon name="back" />
        </BackLink>
        <div className={`${EDGE} right-3 flex gap-2`}>
          <Link href={`/posters/${slug}`} className={`${ABOVE} px-4`}>
            {text.poster}
          </Link>
          <ShareButton
            title={product.title}
            url={`${getShop().config.shopUrl}/products/${slug}`}
            className={`${ABOVE} min-w-11 justify-center gap-1.5`}
          >
            <Icon name="share" className="size-5" />
          </ShareButton>
        </div>
      </div>
      <Gallery title={product.title} images={product.images} />
      <Facts product={product} />
      <Purchase
        goods={isSoldOut ? null : goods}
        made={made}
        sheet={text.choose}
        first={firstWords(goods)}
        plain={<PlainChoice {...goods} limit={made.mine.limit} />}
        buttons={<SheetButtons />}
      >
        {!isSoldOut && variants.length > 1 && <ChosenRow />}
        <Promises profile={profile} freight={freight} reductions={reductions} />
        <Description title={product.title} description={product.description} details={product.details} />
        <Alike slug={product.slug} category={product.category} />
        <BuyBar isSoldOut={isSoldOut} />
      </Purchase>
    </main>
  );
}

async function freightOf({ variants, freight }: ProductView): Promise<FreightSummary> {
  const book = await readFreightBook(getShop().db, [{ freight }]);
  return summariseFreight(
    book,
    variants.map(({ priceFen, grams }) => ({ priceFen, grams, freight })),
  );
}

/** The 满减 that this product counts for. */
async function reductionsOf({ id, category }: ProductView): Promise<ShownReduction[]> {
  const shop = getShop();
  const all = await listReductions(shop.db, shop.now());
  return all.filter(({ scope }) => isInScope(scope, { productId: id, categoryId: category.id }));
}

/** Off sale since the layout looked, or before. */
async function Missing({ slug }: { slug: string }) {
  const past = await readPastProduct(slug);
  if (!past) notFound();
  return <OffSale product={past} />;
}

function Facts({ product }: { product: ProductView }) {
  const { variants, listPriceBasis, title, subtitle, sold } = product;
  const shown = variants.find((variant) => variant.available > 0) ?? variants[0];
  if (!shown) return null;
  const isLowest = variants.some((variant) => variant.priceFen > shown.priceFen);
  const hint = stockHint(
    stockWords,
    variants.reduce((sum, variant) => sum + variant.available, 0),
  );
  return (
    <section className="bg-card px-4 pt-4 pb-5">
      <p className="flex flex-wrap items-baseline gap-x-2">
        {isLowest && <FromPrice place="before" className="-mr-1 text-sm" />}
        <Price fen={shown.priceFen} size="lg" />
        {isLowest && <FromPrice place="after" className="-ml-0.5 text-sm" />}
        {shown.listPriceFen !== null && (
          <ListPrice fen={shown.listPriceFen} label={priceWords.listPrice[listPriceBasis]} className="text-sm" />
        )}
        <span className="ml-auto flex items-baseline gap-2">
          {sold > 0 && <span className="text-ink-3 text-sm tabular-nums">{text.sold(sold)}</span>}
          {hint && <span className="rounded-full bg-amber-soft px-2.5 py-0.5 text-amber text-sm">{hint}</span>}
        </span>
      </p>
      {variants.some(({ listPriceFen }) => listPriceFen !== null) && (
        <p className="mt-1 text-ink-3 text-xs">{text.listPriceMeans[listPriceBasis]}</p>
      )}
      <h1 lang={ownersLang()} className="mt-1.5 font-bold text-xl leading-snug">
        {title}
      </h1>
      <p lang={ownersLang()} className="mt-1 text-ink-2 text-sm">
        {subtitle}
      </p>
    </section>
  );
}
