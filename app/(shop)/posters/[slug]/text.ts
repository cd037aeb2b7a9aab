import type { PosterWords } from "@/lib/shop/poster/poster";

/** The words of a product's poster and of its page. */
export const posterText = {
  title: "分享海报",
  tip: "长按海报，保存到相册或发给朋友",
  save: "保存图片",
  fileName: (title: string) => `${title}-海报.jpg`,
  alt: (title: string, price: string) => `${title}的海报，${price}，扫二维码打开商品页`,
  picture: { from: "起", scan: "长按识别二维码", hint: "查看详情，直接下单" } satisfies PosterWords,
  refusals: { busy: "海报画得有点慢，请稍后再试", too_many: "生成的海报太多了，请稍后再试" },
};
