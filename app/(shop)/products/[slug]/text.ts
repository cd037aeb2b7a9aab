/** The words that come to the phone as scripts, when the product's sheet and its big pictures are used. */
export const choiceWords = {
  quantity: "数量",
  stock: (count: number) => (count > 99 ? "库存充足" : `库存 ${count} 件`),
  chosen: (name: string) => `已选：${name}`,
  pleaseChoose: (options: string) => `请选择${options}`,
  and: "、",
  notWithThis: "（与已选的搭配缺货）",
};
export const zoomWords = { zoom: "放大看图", close: "关闭大图" };
