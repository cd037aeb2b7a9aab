import { inBothLanguages } from "@/lib/language/words";

/** The words of the product's sheet, which follow what is chosen: they come to the phone as props. */
export const choiceWords = inBothLanguages(
  {
    quantity: "数量",
    fewer: "减少数量",
    more: "增加数量",
    stock: "库存 {count} 件",
    plenty: "库存充足",
    soldOut: "已售罄",
    fewLeft: "仅剩 {count} 件",
    chosen: "已选：{name}",
    pleaseChoose: "请选择{options}",
    and: "、",
    notWithThis: "（与已选的搭配缺货）",
  },
  {
    quantity: "Quantity",
    fewer: "One less",
    more: "One more",
    stock: "{count} in stock",
    plenty: "In stock",
    soldOut: "Sold out",
    fewLeft: "Only {count} left",
    chosen: "Chosen: {name}",
    pleaseChoose: "Please choose: {options}",
    and: ", ",
    notWithThis: "(out of stock with what is chosen)",
  },
);
/** `listPrice`: what this product's struck-through prices are called. */
export type ChoiceWords = typeof choiceWords & { listPrice: string };

/** The same of its big pictures. */
export const zoomWords = inBothLanguages(
  { zoom: "放大看图", close: "关闭大图" },
  { zoom: "Full-size pictures", close: "Close the pictures" },
);
export type ZoomWords = typeof zoomWords;
