/** What the demo shop sells, as its files say it; `stock` is what the shelf holds on the first day. */
export type DemoProduct = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  /** Sent by the demo shop's template; without it free of freight. */
  freight?: "express";
  variants: { name: string; priceFen: number; listPriceFen?: number; stock: number }[];
};

export type DemoCategory = { slug: string; name: string; products: DemoProduct[] };
