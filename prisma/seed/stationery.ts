import type { DemoCategory } from "./demo-product";

export const stationery: DemoCategory = {
  slug: "stationery",
  name: "文具",
  products: [
    {
      slug: "qianbi",
      title: "橙杆六角铅笔",
      subtitle: "椴木笔杆，带橡皮头",
      description: `椴木杆，六角，不会从桌上滚下去。铅芯磨得细，写字不刮纸，削的时候木屑是一整卷。
一盒十二支，未削。HB 写字，2B 涂卡和画画。`,
      images: ["qianbi"],
      freight: "express",
      variants: [
        { name: "HB", priceFen: 1280, stock: 180 },
        { name: "2B", priceFen: 1280, stock: 160 },
      ],
    },
    {
      slug: "shouzhang",
      title: "软皮手账本",
      subtitle: "能摊平，钢笔不洇",
      description: `锁线装订，翻到哪一页都能摊平。内页是 80 克道林纸，钢笔写不透，背面可以用。
192 页，前面留了目录，后面有一个纸袋，松紧带不会夹手。`,
      images: ["shouzhang", "shouzhang-2"],
      variants: [
        { name: "横线", priceFen: 3600, stock: 70 },
        { name: "方格", priceFen: 3600, stock: 52 },
        { name: "空白", priceFen: 3600, stock: 7 },
      ],
    },
    {
      slug: "gangbi",
      title: "海蓝学生钢笔",
      subtitle: "明尖 F，写小字正好",
      description: `每一支都在店里蘸水试写过才装盒。树脂笔杆，18 克，写一页纸手不酸。
送一支吸墨器和两枚墨囊，墨囊是 3.4 毫米通用口径。`,
      images: ["gangbi"],
      variants: [{ name: "", priceFen: 5800, listPriceFen: 6800, stock: 38 }],
    },
    {
      slug: "shuicai",
      title: "十二色固体水彩",
      subtitle: "巴掌大，随身带",
      description: `透明水彩，颗粒细，沾水就化。铁盒盖翻过来就是调色盘，塞得进外套口袋。
附一支自来水笔，出门写生不用带水杯。

颜色：柠檬黄、赭石、朱红、玫红、群青、普蓝等十二色，可单块补充。`,
      images: ["shuicai", "shuicai-2"],
      variants: [{ name: "", priceFen: 7900, stock: 29 }],
    },
  ],
};
