/**
 * The noun: words that shoppers use for the same goods. In a line the first word is the one that people say (杯子), the others are
 * kinds of it or other names (马克杯). Pure.
 */

/** Of lines and words that an owner may write, and how long a word may be in characters. */
export const MOST_LINES = 300;
export const MOST_WORDS = 20;
export const MAX_WORD = 20;

/** Where the owner has written none. No word of one character: 橙 would find a pencil that is 橙色. */
export const BUILT_IN: readonly string[] = [
  "杯子=马克杯=水杯=茶杯=保温杯=玻璃杯=咖啡杯=陶瓷杯=随手杯",
  "保温杯=保温壶=焖烧杯",
  "壶=茶壶=水壶=烧水壶",
  "碗=饭碗=汤碗=面碗",
  "盘子=餐盘=菜盘=碟子",
  "餐具=碗筷=刀叉=筷子=勺子",
  "锅=炒锅=汤锅=砂锅=铁锅",
  "花盆=盆栽=花器",
  "植物=盆栽=绿植=多肉",
  "篮子=提篮=收纳篮=菜篮=野餐篮",
  "收纳=收纳盒=收纳箱=置物架",
  "蜡烛=香薰蜡烛=香薰",
  "毛巾=浴巾=面巾=方巾",
  "被子=棉被=蚕丝被=羽绒被",
  "橙子=脐橙=血橙=冰糖橙=甜橙=香橙=夏橙",
  "橘子=桔子=蜜橘=砂糖橘=丑橘=柑橘",
  "芒果=凯特芒=台农芒=贵妃芒=青芒",
  "猕猴桃=奇异果",
  "菠萝=凤梨",
  "樱桃=车厘子",
  "圣女果=小番茄=樱桃番茄",
  "西红柿=番茄",
  "土豆=马铃薯=洋芋",
  "红薯=地瓜=番薯=蜜薯",
  "苹果=糖心苹果=红富士",
  "葡萄=提子=阳光玫瑰=巨峰",
  "桃子=水蜜桃=黄桃=蟠桃",
  "梨子=雪梨=香梨=鸭梨=秋月梨",
  "枣子=红枣=冬枣=蜜枣",
  "栗子=板栗=甘栗",
  "绿茶=龙井=碧螺春=毛尖=毛峰=太平猴魁=雀舌",
  "红茶=正山小种=祁门红=滇红=金骏眉",
  "白茶=白牡丹=白毫银针=寿眉=贡眉",
  "乌龙茶=铁观音=大红袍=凤凰单丛=水仙茶",
  "普洱=熟普=生普=普洱茶",
  "普洱茶=熟普=生普=普洱",
  "黑茶=普洱=熟普=茯砖=六堡茶",
  "花茶=茉莉=玫瑰花=菊花茶=桂花茶=重瓣玫瑰",
  "茉莉花茶=茉莉银针=茉莉",
  "玫瑰花=重瓣玫瑰=玫瑰花茶",
  "饼干=曲奇=苏打饼=威化",
  "坚果=栗仁=花生=核桃=腰果=杏仁=瓜子=开心果",
  "月饼=中秋礼盒=苏式月饼=广式月饼",
  "蜂蜜=土蜂蜜=百花蜜=槐花蜜=蜜糖",
  "巧克力=黑巧=朱古力",
  "方便面=泡面=速食面",
  "大米=稻米=香米=五常米",
  "米酒=醪糟=甜酒",
  "笔记本=手账本=记事本=本子",
  "本子=手账本=笔记本=作业本=练习本",
  "手帐=手账",
  "水彩=固体水彩=水彩颜料",
  "颜料=水彩=水粉=丙烯",
  "笔=钢笔=铅笔=圆珠笔=中性笔",
  "水笔=中性笔=签字笔",
  "充电宝=移动电源",
  "耳机=耳塞=耳麦=蓝牙耳机",
  "手机壳=手机套=保护壳",
  "鞋子=运动鞋=皮鞋=凉鞋=帆布鞋=板鞋",
  "T恤=短袖=体恤",
  "裤子=长裤=短裤=牛仔裤=休闲裤",
  "裙子=连衣裙=半身裙=短裙",
  "外套=夹克=风衣=大衣",
  "羽绒服=羽绒衣=羽绒外套",
  "袜子=棉袜=短袜=长袜",
  "帽子=棒球帽=渔夫帽=毛线帽",
  "包包=背包=挎包=手提包=双肩包=单肩包",
  "洗发水=洗发露=洗头水",
  "沐浴露=沐浴乳=沐浴液",
  "香皂=肥皂=手工皂",
  "纸巾=抽纸=面巾纸=餐巾纸",
];

/** The words of the lines, each normalised as `normal` says; lines with less than two words say nothing. */
export function readSynonyms(lines: readonly string[], normal: (word: string) => string): string[][] {
  return lines
    .map((line) => [...new Set(line.split(/[=＝,，、]/u).map(normal))].filter((word) => word !== ""))
    .filter((words) => words.length > 1);
}

/**
 * The word itself and what else it may stand for: the first word of a line for all of it, any other word for the first one. Never
 * one character that was not typed: who wants 铅笔 must not get all that has a 笔 in its name.
 */
export function namesOf(word: string, groups: readonly string[][]): string[] {
  const others = groups.flatMap(([first = "", ...rest]) => (word === first ? rest : rest.includes(word) ? [first] : []));
  return withOthers(word, others);
}

/** The same, with all that stands beside it: who finds no 保温杯 may be glad of a 马克杯. */
export function kinOf(word: string, groups: readonly string[][]): string[] {
  return withOthers(word, groups.filter((group) => group.includes(word)).flat());
}

/** A search compares each of them with all goods: an owner's three hundred lines may not make that slow for everybody. */
const MOST_NAMES = 40;

function withOthers(word: string, others: string[]): string[] {
  return [...new Set([word, ...others.filter((other) => Array.from(other).length > 1)])].slice(0, MOST_NAMES);
}
