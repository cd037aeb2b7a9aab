import type { DemoCategory } from "./demo-product";

export const tea: DemoCategory = {
  slug: "tea",
  name: "茶叶",
  products: [
    {
      slug: "longjing",
      title: "明前龙井",
      subtitle: "狮峰山脚，清明前手工采摘",
      description: `清明前一周采的头茬嫩芽，一芽一叶，当天采、当天炒。
干茶扁平带糙米色，泡开是豆香，后味有一点栗子的甜。
[图1]

冲泡：3 克茶，85℃ 左右的水，先注三分之一润茶，再沿杯壁加满。头两泡不必久等，三十秒就好。
保存：开封后密封放冰箱冷藏，三个月内喝完最鲜。`,
      images: ["longjing", "longjing-2", "longjing-3"],
      details: ["longjing-2", "longjing-3"],
      keywords: ["绿茶", "西湖", "春茶", "送礼"],
      recommended: 1,
      variants: [
        { name: "50g 小罐", priceFen: 9800, listPriceFen: 12800, stock: 60 },
        { name: "125g 罐装", priceFen: 22800, listPriceFen: 29800, stock: 35 },
        { name: "250g 礼盒", priceFen: 43800, listPriceFen: 56800, stock: 12 },
      ],
    },
    {
      slug: "baicha",
      title: "福鼎白牡丹",
      subtitle: "三年陈，清甜带毫香",
      description: `太姥山的白牡丹，日光萎凋，不炒不揉，在仓里慢慢放了三年。
汤色杏黄，入口软，没有涩味，第一次喝白茶的人也会喜欢。

冲泡：5 克茶配 150 毫升盖碗，沸水快出汤；喝到没味道了，倒进壶里再煮一次。`,
      images: ["baicha", "baicha-2"],
      variants: [
        { name: "100g", priceFen: 6800, stock: 80 },
        { name: "350g 茶饼", priceFen: 19800, listPriceFen: 23800, stock: 40 },
      ],
    },
    {
      slug: "shupu",
      title: "勐海熟普小沱",
      subtitle: "一粒一泡，饭后解腻",
      description: `勐海大叶种，轻发酵，压成六克一粒的小沱，办公室里掰都不用掰。
汤红亮，口感像米汤一样厚，没有仓味。

一盒二十粒，每粒独立棉纸包装。第一泡沸水洗茶倒掉，之后可以泡七八次。`,
      images: ["shupu", "shupu-2"],
      variants: [{ name: "", priceFen: 5900, listPriceFen: 6900, stock: 150 }],
    },
    {
      slug: "molihua",
      title: "横县茉莉银针",
      subtitle: "六窨一提，花香入骨",
      description: `夏天的横县茉莉，傍晚将开未开时采下，与银针一层茶一层花，窨了六遍。
看不见花，却是一口的茉莉香，放凉了也不散。

冷泡更好：5 克茶加 500 毫升凉开水，放冰箱四小时。`,
      images: ["molihua", "molihua-2"],
      variants: [
        { name: "75g 袋装", priceFen: 4500, stock: 90 },
        { name: "150g 罐装", priceFen: 8600, stock: 45 },
      ],
    },
    {
      slug: "meigui",
      title: "平阴重瓣玫瑰",
      subtitle: "整朵低温烘干，不熏硫",
      description: `山东平阴的重瓣红玫瑰，清晨带露水采，整朵低温烘干。
不熏硫，所以颜色是暗一些的紫红，泡开的水是淡淡的茶色，这才是对的。

每次三四朵就够，加一颗冰糖，或者配红茶一起泡。`,
      images: ["meigui", "meigui-2"],
      variants: [{ name: "", priceFen: 3280, listPriceFen: 3980, stock: 110 }],
    },
  ],
};
