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
  /** What it is chosen by; without it the variants' names are the values of 规格. */
  options?: { name: string; values: { name: string; image?: string }[] }[];
  /** `name` is the value of each option, as shown: 白茶 / 小罐. */
  variants: { name: string; sku?: string; priceFen: number; listPriceFen?: number; stock: number }[];
};

export type DemoCategory = { slug: string; name: string; products: DemoProduct[] };
