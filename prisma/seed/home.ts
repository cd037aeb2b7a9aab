import type { DemoCategory } from "./demo-product";

export const home: DemoCategory = {
  slug: "home",
  name: "家居",
  products: [
    {
      slug: "chahu",
      title: "胭脂红珐琅茶壶",
      subtitle: "900 毫升，明火电磁炉都能用",
      description: `厚胎铁壶，三层珐琅，颜色是老式胭脂盒的红。壶嘴断水干净，不滴桌子。
手工上釉，底部会有一两个针眼大的釉点，不影响使用。

一炉只烧二十把，这一批所剩不多，下一批要等开春。`,
      images: ["chahu", "chahu-2", "chahu-3"],
      keywords: ["水壶", "铁壶", "烧水"],
      recommended: 2,
      limitPerBuyer: 2,
      variants: [{ name: "", priceFen: 16800, listPriceFen: 19800, stock: 2 }],
    },
    {
      slug: "lazhu",
      title: "大豆蜡香薰蜡烛",
      subtitle: "无烟棉芯，小罐燃四十小时",
      description: `纯大豆蜡，棉芯，烧的时候没有黑烟。香味淡，一间卧室刚刚好。
第一次点请等表面全部融平再熄，之后就不会烧出坑。

三种味道：白茶清一点，桂花暖一点，雪松像刚削好的铅笔。`,
      images: ["lazhu", "lazhu-2"],
      options: [
        { name: "味道", values: [{ name: "白茶", image: "lazhu" }, { name: "桂花", image: "lazhu-2" }, { name: "雪松" }] },
        { name: "大小", values: [{ name: "小罐" }, { name: "大罐" }] },
      ],
      variants: [
        { name: "白茶 / 小罐", sku: "LZ-BC-S", priceFen: 5600, stock: 40 },
        { name: "白茶 / 大罐", sku: "LZ-BC-L", priceFen: 8800, listPriceFen: 9800, stock: 16 },
        { name: "桂花 / 小罐", sku: "LZ-GH-S", priceFen: 5600, stock: 28 },
        { name: "桂花 / 大罐", sku: "LZ-GH-L", priceFen: 8800, listPriceFen: 9800, stock: 0 },
        { name: "雪松 / 小罐", sku: "LZ-XS-S", priceFen: 5600, stock: 9 },
      ],
    },
    {
      slug: "tenglan",
      title: "手编藤提篮",
      subtitle: "装水果、装毛线、带去野餐",
      description: `印尼藤芯，师傅一天编两只。提手缠了三道，装五斤橙子也不勒手。
藤是活的：怕暴晒，不怕水，脏了用湿布擦，阴干。

口径 28 厘米，篮身高 18 厘米。`,
      images: ["tenglan", "tenglan-2"],
      variants: [{ name: "", priceFen: 8900, stock: 33 }],
    },
    {
      slug: "penzai",
      title: "红陶小盆栽",
      subtitle: "耐阴好养，一周浇一次水",
      description: `带盆带土发货，盆径 11 厘米，连盆高 25 厘米上下，适合窗台和办公桌。
喜欢散射光，土干透了再浇；叶子发黄多半是水浇多了。

冬天零度以下的地区请留言，我们加保温棉，或者等天暖了再发。`,
      images: ["penzai"],
      variants: [{ name: "", priceFen: 2980, stock: 85 }],
    },
    {
      slug: "makebei",
      title: "藕荷釉马克杯",
      subtitle: "景德镇手拉坯，320 毫升",
      description: `手拉坯，藕荷色哑光釉，每一只深浅都差一点。杯耳能放进三根手指，端得稳。
可以进微波炉和洗碗机。配一只同色碟子，放饼干正好。`,
      images: ["makebei", "makebei-2"],
      keywords: ["杯子", "水杯", "咖啡杯"],
      recommended: 4,
      variants: [
        { name: "单只", priceFen: 6900, stock: 48 },
        { name: "一对", priceFen: 12800, listPriceFen: 13800, stock: 20 },
      ],
    },
  ],
};
