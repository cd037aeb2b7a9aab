import type { DemoCategory } from "./demo-product";

export const snacks: DemoCategory = {
  slug: "snacks",
  name: "零食",
  products: [
    {
      slug: "banli",
      title: "迁西甘栗仁",
      subtitle: "去壳即食，只有栗子",
      description: `燕山脚下的小板栗，剥好了蒸熟，配料表只有一行：板栗。
粉糯，自己带甜，孩子放学垫一垫正好。

独立小袋，每袋 100 克，常温放九个月。`,
      images: ["banli", "banli-2"],
      variants: [
        { name: "5 袋", priceFen: 2590, stock: 140 },
        { name: "10 袋", priceFen: 4790, listPriceFen: 5180, stock: 70 },
      ],
    },
    {
      slug: "huasheng",
      title: "龙岩咸干花生",
      subtitle: "带壳水煮再烘干，越嚼越香",
      description: `先用盐水煮透，再慢火烘一夜，所以壳是皱的，仁是脆的，咸味进到里面。
比炒的不上火，看球的时候一袋不够。

净重 500 克，开袋后夹好封口。`,
      images: ["huasheng"],
      freight: "express",
      variants: [{ name: "", priceFen: 1680, stock: 260 }],
    },
    {
      slug: "quqi",
      title: "海盐巧克力曲奇",
      subtitle: "每周三、周六现烤",
      description: `发酵黄油，70% 黑巧克力切成块，出炉前撒几粒海盐。外面酥，里面还有一点软。
不加防腐剂，冷藏放十天；吃之前烤箱 150℃ 回三分钟，和刚出炉一样。

含小麦、鸡蛋、奶制品。`,
      images: ["quqi", "quqi-2"],
      variants: [
        { name: "6 片", priceFen: 3200, stock: 45 },
        { name: "12 片铁盒", priceFen: 6200, listPriceFen: 6800, stock: 24 },
      ],
    },
    {
      slug: "fengmi",
      title: "秦岭百花土蜂蜜",
      subtitle: "中蜂一年只割一次",
      description: `土蜂自己采什么，蜜里就有什么：洋槐、五味子、板栗花。一年割一次，割完就等明年。
冬天会结晶成白色的细砂，是好蜜的样子，挖一勺用温水化开即可。

一岁以下婴儿不要食用。`,
      images: ["fengmi", "fengmi-2"],
      variants: [
        { name: "500g", priceFen: 8800, stock: 55 },
        { name: "1kg", priceFen: 16600, listPriceFen: 17600, stock: 30 },
      ],
    },
    {
      slug: "yuebing",
      title: "广式红豆沙月饼",
      subtitle: "少糖配方，八枚手提盒",
      description: `皮薄，馅是自己炒的红豆沙，糖减了三成，陈皮切得极细，吃到最后才出来。
一盒八枚，每枚 60 克，一个人一枚刚好。

常温四十五天。切开配一杯熟普最好。`,
      images: ["yuebing", "yuebing-2", "yuebing-3"],
      variants: [{ name: "", priceFen: 9600, listPriceFen: 12800, stock: 66 }],
    },
  ],
};
