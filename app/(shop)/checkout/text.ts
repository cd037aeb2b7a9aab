import { toFreeInWords } from "@/app/(shop)/freight-text";
import { shortProvince } from "@/lib/shop/freight/short-province";

const notSent = (titles: readonly string[], province: string) =>
  `${titles.map((title) => `“${title}”`).join("、")}不发往${shortProvince(province)}，请改收货地址，或回去移除后再提交`;

/** The words of the checkout; what its action answers: answer-text.ts; what no phone loads as a script: page-text.ts. */
export const checkoutText = {
  address: {
    title: "收货地址",
    edit: "修改",
    name: "收货人",
    phone: "手机号",
    region: "所在地区",
    regionPlaceholder: "请选择省 / 市 / 区县",
    regionTyped: "例如：浙江省 杭州市 西湖区",
    detail: "详细地址",
    detailPlaceholder: "街道、小区、楼栋、门牌号",
  },
  picker: {
    title: "选择所在地区",
    columns: ["省份", "城市", "区县"],
    chooseFirst: ["", "先选省份", "先选城市"],
    done: "确定",
    loading: "正在加载地区…",
    failed: "地区没有加载成功",
    retry: "重新加载",
  },
  goods: {
    title: "商品",
    gone: "已下架，本次不购买",
    soldOut: "已售罄，本次不购买",
    fewLeft: (left: number) => `库存仅剩 ${left} 件，数量已调整`,
    limited: (most: number) => `限购 ${most} 件，数量已调整`,
    newPrice: (from: string, to: string) => `价格已由 ${from} 变为 ${to}`,
    count: (pieces: number) => `共 ${pieces} 件`,
    notSent: (province: string) => `不发往${shortProvince(province)}`,
  },
  sums: {
    items: "商品金额",
    shipping: "运费",
    free: "包邮",
    byArea: "选好地区后计算",
    total: "合计：",
    withoutShipping: "未含运费",
    toFree: toFreeInWords,
  },
  notSent,
  note: { label: "备注（选填）", placeholder: "50 字以内，例如口味、送货时间", tooLong: "备注最多 50 个字" },
  submit: "提交订单",
  submitting: "正在提交…",
  nothingLeft: "所选商品都已无法购买",
};
