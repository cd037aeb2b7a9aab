import type { RefusalOf, Words } from "@/lib/server/result";
import type { moveCategory } from "@/lib/shop/catalog/arrange-categories";
import type { CategoryIcon } from "@/lib/shop/catalog/category-icon";
import type { deleteCategory } from "@/lib/shop/catalog/delete-category";
import type { addCategory, changeCategory } from "@/lib/shop/catalog/save-category";
import type { setCategoryIcon } from "@/lib/shop/catalog/set-category-icon";
import type { PictureRefusal } from "@/lib/shop/pictures/store-picture";
import { movedText, uploadRefusals } from "../../form/text";

/** What became of an icon that was uploaded, by the code in the page's address. */
export type IconOutcome = "stored" | "no_file" | PictureRefusal | RefusalOf<typeof setCategoryIcon>["reason"];

const icons: Record<CategoryIcon, string> = {
  ...{ tea: "茶", fruit: "水果", vegetables: "蔬菜", grain: "粮油", meat: "肉类", seafood: "水产", eggs: "蛋类", honey: "蜂蜜" },
  ...{ noodles: "面食", snacks: "零食", cake: "糕点", drinks: "饮料", wine: "酒", health: "滋补", home: "家居", kitchen: "厨房" },
  ...{ cleaning: "清洁", bedding: "床品", flowers: "鲜花", clothing: "服装", shoes: "鞋", bags: "箱包", jewellery: "首饰", beauty: "美妆" },
  ...{ baby: "母婴", toys: "玩具", pets: "宠物", stationery: "文具", books: "图书", electronics: "数码", sports: "运动", tools: "工具" },
  ...{ gifts: "礼品" },
};

const notEmpty = ({ products }: { products: number }) => `里面还有 ${products} 个商品，先把它们移到别的分类才能删除`;

export const text = {
  title: "分类",
  lead: "顾客在首页和分类页按这里的顺序看到它们。",
  none: "还没有分类",
  noneHint: "先添加第一个分类，再往里面放商品。",
  name: "名称",
  nameHint: "1–10 个字，例如“茶叶”",
  needName: "分类名为 1–10 个字",
  icon: "图标",
  icons,
  change: "修改",
  save: "保存",
  changed: "已保存",
  add: "添加分类",
  added: "已添加",
  up: (name: string) => `上移：${name}`,
  down: (name: string) => `下移：${name}`,
  delete: "删除",
  deleteHint: "删除后链接失效，不能恢复",
  notEmpty,
  deleted: "分类已删除",
  moved: "",
  refusals: {
    gone: "这个分类已不存在，请刷新页面",
    moved: movedText,
    same_name: "已经有同名的分类",
    not_empty: notEmpty,
  } satisfies Words<
    RefusalOf<typeof changeCategory> | RefusalOf<typeof addCategory> | RefusalOf<typeof moveCategory> | RefusalOf<typeof deleteCategory>
  >,
  ownIcon: "用自己的图标",
  ownIconHint: "JPG、PNG、WebP 或 AVIF，会裁成正方形、铺白底",
  upload: "上传图标",
  uploads: {
    stored: "图标已更换",
    ...uploadRefusals,
    gone: "这个分类已不存在，请刷新页面",
  } satisfies Record<IconOutcome, string>,
  products: (count: number) => (count === 0 ? "还没有商品" : `${count} 个商品`),
};
