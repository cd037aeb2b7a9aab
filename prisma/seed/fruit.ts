import type { DemoCategory } from "./demo-product";

export const fruit: DemoCategory = {
  slug: "fruit",
  name: "水果",
  products: [
    {
      slug: "qicheng",
      title: "赣南脐橙",
      subtitle: "树上熟了才摘，皮薄多汁",
      description: `信丰的山地果园，不催熟、不打蜡，表皮有一点风疤是正常的。
橙子到了先放两天，香气会更足。

果径 75 到 85 毫米，一斤三个左右。坏果请在签收二十四小时内拍照联系，坏几个赔几个。`,
      images: ["qicheng", "qicheng-2", "qicheng-3"],
      keywords: ["橙子", "甜橙", "当季"],
      recommended: 3,
      variants: [
        { name: "5 斤", priceFen: 3990, listPriceFen: 4990, stock: 200 },
        { name: "10 斤", priceFen: 6990, listPriceFen: 8990, stock: 120 },
      ],
    },
    {
      slug: "pingguo",
      title: "阿克苏冰糖心苹果",
      subtitle: "霜降后采收，切开见糖心",
      description: `天山雪水浇出来的苹果，霜降过后才下树，糖分结在果心，切开是半透明的一圈。
十一月到次年一月糖心最明显，越放越淡，甜味不减。

果径 80 毫米以上。建议冷藏，吃前半小时拿出来。`,
      images: ["pingguo", "pingguo-2"],
      variants: [
        { name: "5 斤", priceFen: 4580, stock: 90 },
        { name: "9 斤整箱", priceFen: 7680, listPriceFen: 8880, stock: 60 },
      ],
    },
    {
      slug: "caomei",
      title: "丹东九九草莓",
      subtitle: "清晨现摘，当天发出",
      description: `东港大棚里的九九草莓，奶香重，果肉结实，经得起一天的路。
每颗有自己的小窝，泡沫箱加冰袋。

草莓看天吃饭：阴雨天停采，采够了就上架，卖完当天就没有了。`,
      images: ["caomei", "caomei-2"],
      variants: [{ name: "", priceFen: 6980, stock: 0 }],
    },
    {
      slug: "mihoutao",
      title: "眉县徐香猕猴桃",
      subtitle: "绿肉酸甜，软了再吃",
      description: `秦岭北麓的徐香，果肉翠绿，酸甜都在，不是一味的甜。
寄出时是硬果，和苹果放在一个袋子里，三到五天变软，用勺子挖着吃。

单果 90 到 110 克，二十四枚一箱。`,
      images: ["mihoutao", "mihoutao-2"],
      variants: [
        { name: "12 枚", priceFen: 2990, stock: 75 },
        { name: "24 枚", priceFen: 4990, listPriceFen: 5990, stock: 50 },
      ],
    },
    {
      slug: "mangguo",
      title: "攀枝花凯特芒",
      subtitle: "一个一斤多，核薄肉厚",
      description: `金沙江干热河谷的晚熟芒果，个头大，纤维少，切成格子一个够两个人吃。
到手偏青偏硬，室温放三到六天，捏着微软、闻着有香就可以吃了；没熟之前别放冰箱。`,
      images: ["mangguo"],
      variants: [{ name: "", priceFen: 5280, listPriceFen: 6280, stock: 64 }],
    },
  ],
};
