import type { ProductView } from "@/lib/shop/catalog/product";
import { yuanText } from "@/lib/shop/money";
import { pictureUrl } from "@/lib/shop/pictures/picture";

type Told = Pick<ProductView, "slug" | "title" | "subtitle" | "images" | "category"> & {
  variants: readonly Pick<ProductView["variants"][number], "priceFen" | "available">[];
};

/** What a product's page says to search engines: what it costs now, whether it can be bought, and where it stands in the shop. */
export function productData(product: Told, { shopUrl, shopName }: { shopUrl: string; shopName: string }): Record<string, unknown> {
  const { slug, title, subtitle, images, category } = product;
  const url = `${shopUrl}/products/${slug}`;
  return {
    "@graph": [
      {
        "@type": "Product",
        name: title,
        ...(subtitle && { description: subtitle }),
        image: images.map((name) => `${shopUrl}${pictureUrl(name, 720)}`),
        url,
        offers: { ...offersOf(product), priceCurrency: "CNY", url, seller: { "@type": "Organization", name: shopName } },
      },
      {
        "@type": "BreadcrumbList",
        itemListElement: [
          { "@type": "ListItem", position: 1, name: shopName, item: shopUrl },
          { "@type": "ListItem", position: 2, name: category.name, item: `${shopUrl}/categories/${category.slug}` },
          { "@type": "ListItem", position: 3, name: title },
        ],
      },
    ],
  };
}

/** Prices of what can be bought; of what is sold out, those that it had. */
function offersOf({ variants }: Told): Record<string, unknown> {
  const buyable = variants.filter(({ available }) => available > 0);
  const fen = (buyable.length > 0 ? buyable : variants).map(({ priceFen }) => priceFen);
  const [low, high] = [Math.min(...fen), Math.max(...fen)];
  const availability = `https://schema.org/${buyable.length > 0 ? "InStock" : "OutOfStock"}`;
  if (low === high) return { "@type": "Offer", price: yuanText(low), availability };
  return { "@type": "AggregateOffer", lowPrice: yuanText(low), highPrice: yuanText(high), offerCount: fen.length, availability };
}
