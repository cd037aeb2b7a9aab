import type { RefusalOf, Words } from "@/lib/server/result";
import type { addCategory, renameCategory } from "@/lib/shop/catalog/save-category";

export const text = {
  title: "分类",
  name: "名称",
  nameHint: "2–10 个字",
  needName: "分类名为 1–10 个字",
  rename: "改名",
  renamed: "已改名",
  add: "添加分类",
  added: "已添加",
  icon: "图标",
  iconOf: (name: string) => `与“${name}”相同`,
  refusals: {
    gone: "这个分类已不存在",
    same_name: "已经有同名的分类",
    no_icon: "请从列表里选一个图标",
  } satisfies Words<RefusalOf<typeof renameCategory> | RefusalOf<typeof addCategory>>,
  products: (count: number) => `${count} 个商品`,
};
