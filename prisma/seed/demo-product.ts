/** What the demo shop sells, as its files say it; `stock` is what the shelf holds on the first day. */
export type DemoProduct = {
  slug: string;
  title: string;
  subtitle: string;
  description: string;
  images: string[];
  /** Sent by the demo shop's template; without it free of freight. */
  freight?: "express";
  /** Pictures of the description, which names them: [图1]. */
  details?: string[];
  keywords?: string[];
  /** Its place in 店主推荐. */
  recommended?: number;
  limitPerBuyer?: number;
  variants: { name: string; priceFen: number; listPriceFen?: number; stock: number }[];
};

export type DemoCategory = { slug: string; name: string; products: DemoProduct[] };
