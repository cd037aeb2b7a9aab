import type { RefusalOf, Words } from "@/lib/server/result";
import type { moveRecommended, recommendProduct } from "@/lib/shop/catalog/arrange-recommended";

export const text = {
  title: "店主推荐",
  back: "返回商品列表",
  lead: "顾客在首页最上面按这里的顺序看到它们。一件都不选，首页就不显示这一栏。",
  none: "还没有推荐的商品",
  noneHint: "在下面找到想推荐的商品，点“推荐”。",
  hidden: "已下架，顾客看不到",
  up: (title: string) => `上移：${title}`,
  down: (title: string) => `下移：${title}`,
  remove: (title: string) => `不再推荐：${title}`,
  add: "添加推荐",
  search: "商品名称",
  recommend: "推荐",
  recommendOne: (title: string) => `推荐：${title}`,
  chosen: "已推荐",
  nothingFound: "没有找到在售的商品",
  moreFound: "还有更多，请输入名称查找",
  refusals: {
    gone: "这个商品已不存在",
    too_many: ({ most }) => `最多推荐 ${most} 件，请先去掉一件`,
    not_recommended: "这件商品已经不在推荐里了，请刷新页面",
  } satisfies Words<RefusalOf<typeof recommendProduct> | RefusalOf<typeof moveRecommended>>,
};
