import { describe, expect, test } from "vitest";
import { areaText, formatArea } from "./area";
import { areaTree } from "./area-tree";
import { splitAddress } from "./split-address";

const split = (text: string) => {
  const { area, ...rest } = splitAddress(text);
  return { ...rest, area: area && areaText(area) };
};

describe("a shopper pastes an address out of a chat or another shop", () => {
  test.each([
    [
      "收货人：李四，电话：138 0013 8000，地址：浙江省杭州市西湖区文三路 478 号A座 301",
      "李四",
      "13800138000",
      "浙江省 杭州市 西湖区",
      "文三路 478 号A座 301",
    ],
    [
      "北京市朝阳区望京街道阜通东大街6号院3号楼1203 王小明 +86 139-1234-5678",
      "王小明",
      "13912345678",
      "北京市 北京市 朝阳区",
      "望京街道阜通东大街6号院3号楼1203",
    ],
    ["13900001111江苏苏州工业园区星湖街328号 欧阳娜娜", "欧阳娜娜", "13900001111", "江苏省 苏州市 工业园区", "星湖街328号"],
    [
      "新疆维吾尔自治区伊犁哈萨克自治州伊宁市解放路1号 阿依古丽·买买提 15199998888",
      "阿依古丽·买买提",
      "15199998888",
      "新疆维吾尔自治区 伊犁哈萨克自治州 伊宁市",
      "解放路1号",
    ],
    [
      "姓名：张三\n手机号码：13812345678\n地址：广东省东莞市长安镇振安路 12 号",
      "张三",
      "13812345678",
      "广东省 东莞市 长安镇",
      "振安路 12 号",
    ],
    ["张三 13812345678 浙江杭州市临平区藕花洲大街 1 号", "张三", "13812345678", "浙江省 杭州市 临平区", "藕花洲大街 1 号"],
    ["浙江省 杭州市 钱塘区 学源街 998 号\n赵六\n13700001111", "赵六", "13700001111", "浙江省 杭州市 钱塘区", "学源街 998 号"],
    ["王五 13700001111 河南省济源市黄河路 5 号", "王五", "13700001111", "河南省 省直辖县 济源市", "黄河路 5 号"],
    ["张三 电话13700001111 地址 浙江省杭州市西湖区文三路 1 号", "张三", "13700001111", "浙江省 杭州市 西湖区", "文三路 1 号"],
    ["收件人 张三 手机 13700001111 上海市黄浦区人民广场 1 号", "张三", "13700001111", "上海市 上海市 黄浦区", "人民广场 1 号"],
    ["13700001111李四浙江省杭州市西湖区文三路1号", "李四", "13700001111", "浙江省 杭州市 西湖区", "文三路1号"],
    ["余杭区文一西路969号 李雷 13511112222", "李雷", "13511112222", "浙江省 杭州市 余杭区", "文一西路969号"],
    ["李女士（收） 13511112222 上海市浦东新区世纪大道 100 号", "李女士", "13511112222", "上海市 上海市 浦东新区", "世纪大道 100 号"],
    ["收货人: 陈晨 １３５１１１１２２２２ 重庆 渝中区 解放碑 1-2-3", "陈晨", "13511112222", "重庆市 重庆市 渝中区", "解放碑 1-2-3"],
    ["Anna 13511112222 广东省深圳市南山区科技园 8 栋", "Anna", "13511112222", "广东省 深圳市 南山区", "科技园 8 栋"],
  ])("%s", (text, name, phone, area, detail) => {
    expect(split(text)).toEqual({ name, phone, area, detail });
  });

  test("a number that hides the real one keeps its extension, without which the courier reaches nobody", () => {
    expect(split("张三 13612345678-0123 浙江省杭州市西湖区文三路 1 号")).toEqual({
      ...{ name: "张三", phone: "13612345678", area: "浙江省 杭州市 西湖区", detail: "文三路 1 号 转0123" },
    });
  });

  test("a landline is no mobile, and stays to be seen", () => {
    const { phone, detail } = split("李四 海南省儋州市那大镇中兴大道 2 号 0898-23322332");
    expect(phone).toBe("");
    expect(detail).toContain("0898-23322332");
  });

  test("a house number is not taken for the beginning of a phone number", () => {
    expect(split("张三 上海市黄浦区南京东路 131 13800138000")).toMatchObject({ phone: "13800138000", detail: "南京东路 131" });
  });
});

describe("what is not sure is not guessed", () => {
  test.each([
    ["a district that several cities have", "朝阳区 幸福路 1 号 张三 13800138000", "朝阳区 幸福路 1 号"],
    ["a street that is called like a district", "张三 13800138000 浙江省杭州市西湖大道 18 号", "浙江省杭州市西湖大道 18 号"],
    ["a province alone", "张三 13800138000 浙江省幸福路 1 号", "浙江省幸福路 1 号"],
    ["a town that is elsewhere too", "张三 13800138000 长安镇幸福路 1 号", "长安镇幸福路 1 号"],
  ])("%s stays in the address", (_what, text, detail) => {
    expect(split(text)).toEqual({ name: "张三", phone: "13800138000", area: null, detail });
  });

  test("two words that may both be the name stay in the address", () => {
    expect(split("浙江省杭州市西湖区文三路 1 号,张三,李四")).toMatchObject({ name: "", detail: expect.stringMatching(/张三.*李四/) });
  });

  test("what follows the district at once is no name", () => {
    expect(split("13800138000 浙江省杭州市西湖区 龙湖")).toMatchObject({ name: "", detail: "龙湖" });
  });

  test.each(["", "   ", "\n\n", "。，", "地址："])("%j says nothing", (text) => {
    expect(split(text)).toMatchObject({ name: "", phone: "", area: null });
  });

  test("a whole page of text is not worked on", () => {
    const page = "浙江省杭州市西湖区".repeat(60);
    expect(splitAddress(page)).toEqual({ name: "", phone: "", area: null, detail: page });
  });
});

describe("addresses made of every place that the picker has", () => {
  const NAMES = ["张三", "王小明", "欧阳娜娜", "李女士", "阿依古丽·买买提"];
  const DETAILS = ["文三路 478 号A座 301", "人民路12号3单元502", "幸福小区 8 幢 1-2-3", "解放大道1088号(东门)", "第二产业园 B5 栋 9F"];
  const SEPARATORS = [" ", "，", ",", "\n", "  ", " / ", "；"];
  const PHONES = ["13800138000", "138 0013 8000", "+86 138-0013-8000", "86 13800138000"];
  const places = areaTree().flatMap(([province, cities]) =>
    cities.flatMap(([city, districts]) => districts.map((district) => ({ province, city, district }))),
  );

  test("come out as they went in, in whatever order and with whatever between them", () => {
    const random = seeded(20261126);
    const one = <Value>(list: readonly Value[]): Value => list[Math.floor(random() * list.length)] as Value;
    for (const area of places) {
      const [name, detail, separator] = [one(NAMES), one(DETAILS), one(SEPARATORS)];
      const where = one([
        `${areaText(area)} ${detail}`,
        `${formatArea(area).replaceAll(" ", "")}${detail}`,
        `${formatArea(area)} ${detail}`,
      ]);
      const parts = [name, one(PHONES), where].map((part) => [random(), part] as const);
      const text = parts
        .sort(([left], [right]) => left - right)
        .map(([, part]) => part)
        .join(separator);
      expect(split(text), text).toEqual({ name, phone: "13800138000", area: areaText(area), detail });
    }
  });

  test("lose no letter and no digit, however they are cut to pieces and mixed up", () => {
    const random = seeded(7);
    for (let round = 0; round < 3000; round++) {
      const area = places[Math.floor(random() * places.length)] as (typeof places)[number];
      const whole = `${formatArea(area)}${DETAILS[round % 5]} 13800138000 ${NAMES[round % 5]} 放门口 0571-8888 收`;
      const at = [0, 1, 2].map(() => Math.floor(random() * whole.length)).sort((left, right) => left - right);
      const pieces = [whole.slice(0, at[0]), whole.slice(at[0], at[1]), whole.slice(at[1], at[2]), whole.slice(at[2])];
      const text = pieces.sort(() => random() - 0.5).join(round % 2 ? "" : " ");
      const { name, phone, area: found, detail } = splitAddress(text);
      const kept = `${name}${phone}${found ? areaText(found) : ""}${detail}`;
      expect(missing(text.replaceAll("收", ""), kept), text).toEqual([]);
    }
  });
});

/** Letters and digits of a text that are not in another as often. */
function missing(text: string, kept: string): string[] {
  const left = [...kept];
  return [...text].filter((letter) => {
    if (!/[\p{L}\p{N}]/u.test(letter)) return false;
    const at = left.indexOf(letter);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

/** Numbers from 0 to 1 that are the same each time (a linear congruence of Numerical Recipes). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
