/** The provinces as the address picker names them (a test holds this list against it), for rules of freight. Pure. */

/** By the first two digits of their official code, which are the names of a form's fields. */
export const PROVINCES = {
  ...{
    "11": "北京市",
    "12": "天津市",
    "13": "河北省",
    "14": "山西省",
    "15": "内蒙古自治区",
    "21": "辽宁省",
    "22": "吉林省",
    "23": "黑龙江省",
  },
  ...{
    "31": "上海市",
    "32": "江苏省",
    "33": "浙江省",
    "34": "安徽省",
    "35": "福建省",
    "36": "江西省",
    "37": "山东省",
    "41": "河南省",
    "42": "湖北省",
  },
  ...{
    "43": "湖南省",
    "44": "广东省",
    "45": "广西壮族自治区",
    "46": "海南省",
    "50": "重庆市",
    "51": "四川省",
    "52": "贵州省",
    "53": "云南省",
  },
  ...{
    "54": "西藏自治区",
    "61": "陕西省",
    "62": "甘肃省",
    "63": "青海省",
    "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区",
    "71": "台湾省",
  },
  ...{ "81": "香港特别行政区", "82": "澳门特别行政区" },
} as const;

export type ProvinceCode = keyof typeof PROVINCES;
export const PROVINCE_CODES = Object.keys(PROVINCES) as ProvinceCode[];
export const PROVINCE_NAMES: readonly string[] = Object.values(PROVINCES);

/** Where couriers commonly charge more, and where a parcel leaves the customs territory: what a new template begins with. */
export const REMOTE: readonly string[] = (["65", "54", "63", "15", "64", "62", "46"] as const).map((code) => PROVINCES[code]);
export const OVERSEAS: readonly string[] = (["71", "81", "82"] as const).map((code) => PROVINCES[code]);
