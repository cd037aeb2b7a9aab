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
  products: (count: number) => `${count} 个商品`,
};
