/** What the demo shop sells, as its files say it; `stock` is what the shelf holds on the first day. */
export type DemoProduct = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  variants: { name: string; priceFen: number; listPriceFen?: number; stock: number }[];
};

export type DemoCategory = { slug: string; name: string; products: DemoProduct[] };
