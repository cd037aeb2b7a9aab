import { inBothLanguages } from "@/lib/language/words";
import type { PosterWords } from "@/lib/shop/poster/poster";

/** What is drawn on a poster: always in the shop's own language, since it is for others to read than who saves it. */
export const posterPicture = {
  from: "起",
  scan: "长按识别二维码",
  hint: "查看详情，直接下单",
  listPrice: { reference: "划线价", suggested: "建议零售价", former: "原价" },
} satisfies PosterWords;

/** The words of the page of a product's poster. */
export const posterText = inBothLanguages(
  {
    title: "分享海报",
    tip: "长按海报，保存到相册或发给朋友",
    save: "保存图片",
    fileName: (title: string) => `${title}-海报.jpg`,
    alt: (title: string, price: string) => `${title}的海报，${price}，扫二维码打开商品页`,
    refusals: { busy: "海报画得有点慢，请稍后再试", too_many: "生成的海报太多了，请稍后再试" },
  },
  {
    title: "Poster",
    tip: "Press and hold the poster to save it or send it to friends",
    save: "Save picture",
    fileName: (title) => `${title}-poster.jpg`,
    alt: (title, price) => `Poster of ${title}, ${price}; scan its QR code to open the product`,
    refusals: {
      busy: "Drawing the poster takes longer than usual. Please try again later",
      too_many: "That was a lot of posters. Please try again later",
    },
  },
);
