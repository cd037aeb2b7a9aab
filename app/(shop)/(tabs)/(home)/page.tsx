import type { Metadata } from "next";
import { currentProfile } from "@/app/current-profile";
import { OPEN_GRAPH } from "@/app/open-graph";
import { appText } from "@/app/text";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { JsonLd } from "@/components/json-ld";
import { LanguageSwitch } from "@/components/language-switch";
import { Link } from "@/components/link";
import { ProductTiles } from "@/components/product-tiles";
import { SearchBox } from "@/components/search-box";
import { currentLanguage, ownersLang } from "@/lib/language/language";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { listCategories } from "@/lib/shop/catalog/list-categories";
import { listProducts } from "@/lib/shop/catalog/list-products";
import { listRecommended } from "@/lib/shop/catalog/list-recommended";
import { WHOLE_LIST } from "@/lib/shop/catalog/listing";
import type { CategoryView, ProductCard } from "@/lib/shop/catalog/product";
import { pictureUrl } from "@/lib/shop/pictures/picture";
import { nameOf, type ShopProfile } from "@/lib/shop/profile/profile";
import { catalogText as text } from "../../catalog-text";
import { readListing } from "../../listing-params";
import { ProductList } from "../../product-list";
import { requireOpen } from "../../require-open";
import { ShopFooter } from "../../shop-footer";
import { ShopLogo } from "../../shop-logo";

/** What a chat shows of a link to the shop: its name, what it says of itself, and its logo. */
export async function generateMetadata(): Promise<Metadata> {
  await requireOpen();
  const profile = await currentProfile();
  const [title, description] = [nameOf(profile), profile.tagline || appText.description];
  const { url, size } = logoOf(profile);
  return {
    metadataBase: new URL(getShop().config.shopUrl),
    alternates: { canonical: "/" },
    openGraph: {
      title,
      description,
      url: "/",
      siteName: title,
      images: [{ url, width: size, height: size, alt: title }],
      locale: OPEN_GRAPH[currentLanguage()],
      type: "website",
    },
  };
}

function logoOf({ logo }: ShopProfile): { url: string; size: number } {
  return logo ? { url: pictureUrl(logo, 720), size: 720 } : { url: "/images/app-512.png", size: 512 };
}

/** What the shop is, for search engines, and how to search in it. */
function shopData(profile: ShopProfile): Record<string, unknown> {
  const { shopUrl } = getShop().config;
  const [name, target] = [nameOf(profile), `${shopUrl}/search?q={q}`];
  return {
    "@graph": [
      {
        "@type": "Organization",
        name,
        url: shopUrl,
        logo: `${shopUrl}${logoOf(profile).url}`,
        ...(profile.tagline && { description: profile.tagline }),
        ...(profile.phone && { contactPoint: { "@type": "ContactPoint", telephone: profile.phone, contactType: "customer service" } }),
      },
      {
        "@type": "WebSite",
        name,
        url: shopUrl,
        potentialAction: { "@type": "SearchAction", target, "query-input": "required name=q" },
      },
    ],
  };
}

export default async function HomePage({ searchParams }: PageProps<"/">) {
  await requireOpen();
  const { pages, after } = readListing(await searchParams);
  const listing = { ...WHOLE_LIST, pages, after };
  const shop = getShop();
  const [profile, categories, recommended, found] = await Promise.all([
    currentProfile(),
    listCategories(shop),
    listRecommended(shop),
    listProducts(shop, listing, { besideRecommended: true }),
  ]);
  const isTop = after === null && recommended.length > 0;
  return (
    <main>
      <JsonLd data={shopData(profile)} />
      <header className="bg-gradient-to-b from-brand-soft to-paper px-4 pt-[calc(1rem+env(safe-area-inset-top))] pb-3">
        <div className="flex items-start justify-between gap-2">
          <div className={`mb-3 flex min-w-0 flex-wrap gap-x-2.5 ${profile.logo ? "items-center" : "items-baseline"}`}>
            {profile.logo && <ShopLogo name={profile.logo} className="size-11 rounded-xl" />}
            <h1 lang={ownersLang()} className="font-bold font-brand text-3xl text-brand tracking-wide">
              {nameOf(profile)}
            </h1>
            {profile.tagline && (
              <p lang={ownersLang()} className="text-ink-2 text-sm">
                {profile.tagline}
              </p>
            )}
          </div>
          <LanguageSwitch className="-mr-2 shrink-0" />
        </div>
        <div className="flex">
          <SearchBox hint={text.searchHint} />
        </div>
        <Promises />
        {profile.announcement && (
          <p className="mt-3 flex gap-2 rounded-xl bg-amber-soft px-3.5 py-2.5 text-amber text-sm">
            <Icon name="store" className="mt-0.5 size-4 shrink-0" />
            <span className="sr-only">{text.announcement}</span>
            <span lang={ownersLang()}>{profile.announcement}</span>
          </p>
        )}
      </header>
      <CategoryRow categories={categories} />
      {isTop && <Recommended products={recommended} />}
      {found.products.length > 0 && (
        <section className="px-4 pt-1" aria-labelledby="all">
          <h2 id="all" className="mb-3 font-bold text-lg">
            {recommended.length > 0 ? text.moreProducts : text.allProducts}
          </h2>
          <ProductList path="/" listing={listing} found={found} look="tiles" isBelow={isTop} />
        </section>
      )}
      {found.products.length + recommended.length === 0 && (
        <EmptyState picture="/images/empty-search.webp" title={text.emptyShop} hint={text.emptyShopHint} />
      )}
      <ShopFooter profile={profile} />
    </main>
  );
}

function Recommended({ products }: { products: ProductCard[] }) {
  return (
    <section className="px-4 pt-1 pb-4" aria-labelledby="recommended">
      <h2 id="recommended" className="mb-3 font-bold text-lg">
        {text.recommended}
      </h2>
      <ProductTiles products={products} eager={4} />
    </section>
  );
}

function Promises() {
  return (
    <ul className="mt-3 flex flex-wrap justify-between gap-x-2 gap-y-1 px-1 text-ink-2 text-xs">
      {text.promises.map((promise) => (
        <li key={promise} className="flex items-center gap-1">
          <Icon name="check" className="size-3.5 text-brand" />
          {promise}
        </li>
      ))}
    </ul>
  );
}

function CategoryRow({ categories }: { categories: CategoryView[] }) {
  return (
    <nav aria-label={text.categories} className="px-2 py-3">
      <ul className="flex overflow-x-auto">
        {categories.map((category) => (
          <li key={category.slug} className="min-w-16 grow basis-0">
            <Link
              href={`/categories/${category.slug}`}
              className="flex flex-col items-center gap-1.5 rounded-xl py-1.5 text-sm active:bg-line"
            >
              <span className="grid size-14 place-items-center rounded-2xl bg-card">
                {/* biome-ignore lint/performance/noImgElement: an ornament of one size. */}
                <img src={`/${category.icon}`} alt="" width={36} height={36} className="size-9" />
              </span>
              <span lang={ownersLang()}>{category.name}</span>
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
