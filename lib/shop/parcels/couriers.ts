/**
 * The couriers that people send parcels with: how each is called, what its numbers look like, and where a parcel can be followed.
 * Pure, so that a page may guess while somebody types. Codes: those of kuaidi100, and the short ones of 快递鸟 in files.
 */
export type Courier = {
  /** The code of kuaidi100, which its pages are opened with. */
  code: string;
  /** The code of 快递鸟, which files of other programs name couriers by. */
  short: string;
  /** As people are shown it and as it is kept with a parcel. */
  name: string;
  /** What people type besides the name and the two codes. */
  aliases: readonly string[];
};

/** In the order in which a person is offered them. */
export const COURIERS = [
  { code: "shunfeng", short: "SF", name: "顺丰速运", aliases: ["顺丰", "顺丰快递", "顺丰速递", "顺丰快运", "sfexpress"] },
  { code: "zhongtong", short: "ZTO", name: "中通快递", aliases: ["中通", "中通速递", "zt"] },
  { code: "yuantong", short: "YTO", name: "圆通速递", aliases: ["圆通", "圆通快递", "yt"] },
  { code: "shentong", short: "STO", name: "申通快递", aliases: ["申通", "申通速递", "st"] },
  { code: "yunda", short: "YD", name: "韵达快递", aliases: ["韵达", "韵达速递", "韵达快运", "yundaex"] },
  { code: "jtexpress", short: "JTSD", name: "极兔速递", aliases: ["极兔", "极兔快递", "j&t", "jt", "jtexpress"] },
  { code: "jd", short: "JD", name: "京东物流", aliases: ["京东", "京东快递", "jdl", "jdwl", "jingdong"] },
  { code: "ems", short: "EMS", name: "邮政EMS", aliases: ["邮政特快", "邮政特快专递", "邮政速递", "特快专递", "ems快递"] },
  {
    code: "youzhengguonei",
    short: "YZPY",
    name: "邮政快递包裹",
    aliases: ["邮政", "中国邮政", "邮政快递", "邮政包裹", "邮政国内", "邮政小包", "chinapost"],
  },
  { code: "debangkuaidi", short: "DBL", name: "德邦快递", aliases: ["德邦", "德邦物流", "debangwuliu", "deppon"] },
  { code: "danniao", short: "DNWL", name: "丹鸟", aliases: ["丹鸟物流", "丹鸟快递", "菜鸟速递", "菜鸟直送"] },
  { code: "kuayue", short: "KYSY", name: "跨越速运", aliases: ["跨越", "跨越快递", "跨越物流"] },
] as const satisfies readonly Courier[];

/** A courier that is not in the table: its number is kept, and the page that follows parcels finds out whose it is. */
export const OTHER_COURIER: Courier = { code: "other", short: "OTHER", name: "其他", aliases: ["其它", "其他快递", "其它快递"] };

/** Ways by which goods reach people without a number that could be followed. */
export const WITHOUT_NUMBER = ["同城配送", "上门自提", "无需物流"] as const;
export type WithoutNumber = (typeof WITHOUT_NUMBER)[number];

/** Full width becomes half width, and what differs only in spaces, case or brackets is the same name. */
function nameKey(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s()·._-]/g, "");
}

const BY_NAME: ReadonlyMap<string, Courier> = new Map(
  [...COURIERS, OTHER_COURIER].flatMap((courier: Courier) =>
    [courier.name, courier.code, courier.short, ...courier.aliases].map((name) => [nameKey(name), courier] as const),
  ),
);

const LEGAL_ENDINGS = /(?:股份|集团|控股|有限|责任|公司)/g;

/** The courier that a person or a file means by a name, a short name or a code of either table; null for one that is not known. */
export function findCourier(text: string): Courier | null {
  const key = nameKey(text);
  return BY_NAME.get(key) ?? BY_NAME.get(key.replace(LEGAL_ENDINGS, "")) ?? null;
}

/** The way without a number that is meant by a text; null for none. */
export function findWithoutNumber(text: string): WithoutNumber | null {
  const key = nameKey(text);
  if (key === "自提" || key === "到店自提") return "上门自提";
  if (key === "同城" || key === "同城送" || key === "同城快送") return "同城配送";
  if (key === "无需快递" || key === "无需发货" || key === "不用物流") return "无需物流";
  return WITHOUT_NUMBER.find((way) => nameKey(way) === key) ?? null;
}

/** Characters of a number, so that a form may bound what is typed before it is looked at. */
export const LONGEST_TYPED_NUMBER = 200;
const MARKS = /[\p{White_Space}\p{Pd}\p{Cf}'’`_./:,;，。：；、"“”]/gu;

/** A number as it is kept, of what was typed, pasted or scanned: half width, upper case, without spaces, dashes and other marks. */
export function normaliseTrackingNo(typed: string): string {
  return typed.normalize("NFKC").replace(MARKS, "").toUpperCase();
}

/** Whether something can be a tracking number at all: 6 to 32 letters and digits. */
export function isTrackingNo(text: string): boolean {
  return /^[A-Z0-9]{6,32}$/.test(text) && /\d/.test(text);
}
