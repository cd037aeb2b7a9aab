import { toFreeInWords } from "@/app/(shop)/freight-text";
import type { RefusalOf, Words } from "@/lib/server/result";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/shop/catalog/product";
import type { checkOut } from "@/lib/shop/checkout/check-out";
import { shortProvince } from "@/lib/shop/freight/short-province";
import { formatFen } from "@/lib/shop/money";

const notSent = (titles: readonly string[], province: string) =>
  `${titles.map((title) => `“${title}”`).join("、")}不发往${shortProvince(province)}，请改收货地址，或回去移除后再提交`;

/** Every word of the checkout. */
export const checkoutText = {
  title: "确认订单",
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
    withoutShipping: "合计（未含运费）：",
    toFree: toFreeInWords,
  },
  notSent,
  note: { label: "备注（选填）", placeholder: "50 字以内，例如口味、送货时间", tooLong: "备注最多 50 个字" },
  payWith: "支付方式",
  alipay: "支付宝",
  submit: "提交订单",
  submitting: "正在提交…",
  nothingLeft: "所选商品都已无法购买",
  unavailable: "支付暂时不可用，现在不能下单。您填写的内容会保留，请稍后再来；已付款的订单不受影响，可在“我的订单”查看。",
  /** The page comes back with the goods as they are now, and says at each line what changed. */
  refusals: {
    empty: "请先选择要购买的商品",
    closed: ({ standing, note }) =>
      standing === "preparing"
        ? "店铺还没有开业，暂时不能下单。订单没有提交，也没有扣款。"
        : `店铺暂停营业，暂时不能下单${note ? `：${note}` : ""}。订单没有提交，也没有扣款，您填写的内容都在。`,
    too_many: ({ of }) => (of === "lines" ? `一次最多购买 ${MAX_LINES} 种商品，请分开下单` : `每种商品一次可购买 1 至 ${MAX_QUANTITY} 件`),
    too_expensive: "订单金额过大，请分开下单",
    price_changed: "商品价格有变化，已更新为最新价格，请确认后再次提交",
    freight_changed: ({ fromFen, toFen }) =>
      `运费按收货地区是 ${formatFen(toFen)}${fromFen > 0 ? `（刚才显示 ${formatFen(fromFen)}）` : ""}，合计已更新，请确认后再次提交`,
    undeliverable: ({ province, goods }) =>
      notSent(
        goods.map(({ title, variantName }) => [title, variantName].filter(Boolean).join(" ")),
        province,
      ),
    sold_out: "库存不足，已按现有库存调整，请确认后再次提交",
    off_sale: "有商品已下架，已从本次订单中移除，请确认后再次提交",
    unavailable: "支付暂时不可用，订单没有提交，也没有扣款。您填写的内容都在，请稍后再点“提交订单”。",
    paid_before: "这张订单之前已经提交并付款，请到“我的订单”查看",
    over_limit: ({ title, per, most, bought }) => {
      if (per === "order") return `“${title}”每单限购 ${most} 件，请减少数量后再提交`;
      // The same words whether it is this browser's orders or those of a phone number, which anybody can type.
      const had = bought > 0 ? `，您已下单 ${bought} 件` : "";
      return `“${title}”每人限购 ${most} 件（同一收货手机号已付款的也算）${had}，请减少数量，或不再购买这件`;
    },
    unpaid_orders: ({ most }) => `您有 ${most} 个订单还没付款，请先付款或取消，再提交新订单`,
    held_too_much: ({ goods, left }) =>
      left > 0
        ? `“${goods}”现在最多还能为您预留 ${left} 件，请减少数量；付款后可以继续购买`
        : `您未付款的订单里已有不少“${goods}”，请先付款或取消，再继续购买`,
    too_often: ({ minutes }) => `下单次数过多，请约 ${minutes} 分钟后再试；您填写的内容都在`,
    network_full: ({ goods }) =>
      `您所在的网络有较多${goods === null ? "" : `“${goods}”的`}订单还没付款。您如有未付款的订单，请先付款或取消；也可以过几分钟再试，或换一个网络`,
  } satisfies Words<RefusalOf<typeof checkOut>>,
  unpaid: "查看待付款订单",
  stale: "页面已过期，请刷新后重试",
  empty: {
    title: "没有要结算的商品",
    hint: "如果您刚刚提交过订单，可以在“我的订单”里继续付款。",
    cart: "去购物车",
    orders: "我的订单",
  },
};
