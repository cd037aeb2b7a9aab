import { freightText } from "@/app/(shop)/freight-text";
import { forScripts, inBothLanguages } from "@/lib/language/words";
import { provinceNames } from "../province-text";

/** The words of an address's fields, and of the picker of its area. */
export const addressWords = inBothLanguages(
  {
    title: "收货地址",
    edit: "修改",
    name: "收货人",
    phone: "手机号",
    region: "所在地区",
    regionPlaceholder: "请选择省 / 市 / 区县",
    regionTyped: "例如：浙江省 杭州市 西湖区",
    detail: "详细地址",
    detailPlaceholder: "街道、小区、楼栋、门牌号",
    picker: {
      title: "选择所在地区",
      /** What else to fetch: how the areas are spelled. Empty where everybody can read them. */
      spelled: "",
      columns: ["省份", "城市", "区县"],
      chooseFirst: ["", "先选省份", "先选城市"],
      done: "确定",
      loading: "正在加载地区…",
      failed: "地区没有加载成功",
      retry: "重新加载",
    },
  },
  {
    title: "Ship to",
    edit: "Edit",
    name: "Name",
    phone: "Mobile number",
    region: "Area",
    regionPlaceholder: "Province / city / district",
    regionTyped: "In Chinese: province city district",
    detail: "Street address",
    detailPlaceholder: "Street, compound, building, door; in Chinese if you can",
    picker: {
      title: "Choose the area",
      spelled: "/api/areas/spelled",
      columns: ["Province", "City", "District"],
      chooseFirst: ["", "Province first", "City first"],
      done: "Done",
      loading: "Loading areas…",
      failed: "The areas could not be loaded",
      retry: "Load again",
    },
  },
);
export type AddressWords = typeof addressWords;

const form = inBothLanguages(
  {
    goods: {
      title: "商品",
      gone: "已下架，本次不购买",
      soldOut: "已售罄，本次不购买",
      fewLeft: "库存仅剩 {left} 件，数量已调整",
      limited: "限购 {most} 件，数量已调整",
      newPrice: "价格已由 {from} 变为 {to}",
      count: "共 {count} 件",
      notSent: "不发往{province}",
    },
    sums: {
      items: "商品金额",
      shipping: "运费",
      free: "包邮",
      byArea: "选好地区后计算",
      total: "合计：",
      withoutShipping: "未含运费",
    },
    and: "、",
    notSent: "{titles}不发往{province}，请改收货地址，或回去移除后再提交",
    note: { label: "备注（选填）", placeholder: "50 字以内，例如口味、送货时间" },
    submit: "提交订单",
    submitting: "正在提交…",
    nothingLeft: "所选商品都已无法购买",
  },
  {
    goods: {
      title: "Items",
      gone: "No longer sold; left out of this order",
      soldOut: "Sold out; left out of this order",
      fewLeft: "Only {left} left, so we changed the quantity",
      limited: "Limit {most}, so we changed the quantity",
      newPrice: "The price has changed from {from} to {to}",
      count: "{count} item|{count} items",
      notSent: "Can’t be shipped to {province}",
    },
    sums: {
      items: "Items",
      shipping: "Shipping",
      free: "Free",
      byArea: "Choose the area first",
      total: "Total: ",
      withoutShipping: "Shipping not included",
    },
    and: ", ",
    notSent: "{titles} can’t be shipped to {province}. Please change the address, or go back and remove what can’t be shipped",
    note: { label: "Note (optional)", placeholder: "Up to 50 characters" },
    submit: "Place order",
    submitting: "Placing order…",
    nothingLeft: "Nothing you chose can be bought any more",
  },
);

/** The words that the checkout's form is worked with; they come to the phone as props. What its action answers: answer-text.ts. */
export function checkoutWords() {
  return forScripts({ ...form, address: addressWords, toFree: freightText, provinces: provinceNames() });
}
export type CheckoutWords = ReturnType<typeof checkoutWords>;
