import type { Missing, StepId } from "@/lib/shop/first-steps/step";

/** The words of the way to an open shop. */
export const text = {
  hint: "顾客现在看到的是“即将开业”，不能下单。只有您能看到店铺。",
  steps: {
    name: { title: "店名和店标", go: "去填写" },
    contact: { title: "联系方式", go: "去填写" },
    freight: { title: "运费", go: "去设置" },
    category: { title: "第一个分类", go: "去添加" },
    product: { title: "第一件商品", go: "去添加" },
    preview: { title: "在手机上看一遍", go: "看二维码" },
    alipay: { title: "接通支付宝", go: "去检查" },
  } satisfies Record<StepId, { title: string; go: string }>,
  toDemoGoods: "去移除",
  progress: (done: number, all: number) => `开店准备（${done}/${all}）`,
  done: "完成",
  mayWait: "可以开业，建议补上",
  missing: {
    name: "还没有店名",
    logo: "还没有店标",
    contact: "电话、微信号、微信二维码至少留一样，顾客才找得到您",
    freight: "还没有运费规则：所有商品都包邮",
    category: "还没有分类；商品要放在分类里",
    product: "还没有上架的商品",
    picture: "上架的商品都还没有图片",
    demo_goods: "店里还有演示商品：开业前请移除，否则顾客会真的付款买它们",
    preview: "还没有在手机上看过",
    check: "还没有检查过支付宝合约",
    check_outdated: "支付宝的配置改过了，请再检查一次",
    check_bad: "上次检查没有通过，请看“支付宝”一栏",
  } satisfies Record<Missing, string>,
};
