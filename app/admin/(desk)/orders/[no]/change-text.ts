import type { RefusalOf, Words } from "@/lib/server/result";
import { formatFen } from "@/lib/shop/money";
import { MAX_REASON, MOST_CHANGES } from "@/lib/shop/orders/changes/order-change";
import type { changeOrder } from "@/lib/shop/payments/change-order";
import type { withdrawChange } from "@/lib/shop/payments/withdraw-change";

type NotSeen = "not_seen";

const arrow = (from: string, to: string) => (from === to ? to : `${from} → ${to}`);

export const changeText = {
  title: "改价 / 改地址",
  fold: "改价、改运费、改地址",
  lead: "买家会看到改前改后的金额，按新金额付款；付款前不同意可以取消。",
  prices: "商品",
  line: (title: string, quantity: number) => `${title} ×${quantity} 小计（元）`,
  lineHint: (sum: string) => `现在 ${sum}，填这一行全部件数的总价`,
  off: "整单再减（元）",
  offHint: "按各行小计分摊，退款时按分摊后的金额退",
  freight: "运费（元）",
  freightHint: "0 就是包邮",
  address: "收货信息",
  name: "收货人",
  phone: "手机号",
  region: "地区",
  regionHint: "省 市 区，例如：浙江省 杭州市 西湖区",
  detail: "详细地址",
  reason: "给买家的说明（可不填）",
  reasonHint: "买家看得到，例如：老顾客优惠",
  submit: "确认修改",
  again: "还没有保存。核对下面的内容，再点一次“确认修改”。",
  goods: (from: string, to: string) => `商品 ${arrow(from, to)}`,
  shipping: (from: string, to: string) => `运费 ${arrow(from, to)}`,
  due: (from: string, to: string) => `应付 ${arrow(from, to)}`,
  dearer: "比原来贵，请先和买家说好",
  moved: "收货信息会改",
  counted: (fee: string) => `按运费规则寄到那里是 ${fee}`,
  waits: "买家打开过付款页：保存后先向支付宝关闭原来的付款，关闭后新金额才生效，在此之前买家不能付款",
  needSum: "请填写金额，最多两位小数",
  needReason: `说明最多 ${MAX_REASON} 个字`,
  done: {
    applied: "已修改，买家现在看到的就是新的金额和收货信息",
    waiting: "支付宝还没有回答，原价格仍有效；关闭原来的付款后修改自动生效，也可以撤回",
    paid: "买家先按原价付了款，修改没有生效",
    closed: "订单已关闭，修改没有生效",
    withdrawn: "这次修改已经撤回",
    unanswered: "支付宝一直没有回答，修改已作废，原价格仍有效",
  },
  refusals: {
    not_found: "没有这个订单",
    paid: "买家已经付款，不能再改；需要的话可以退差额",
    closed: "订单已经关闭，不能再改",
    closing: "订单正在关闭，不能再改",
    changing: "上一次修改还在等支付宝回答，生效或撤回后再改",
    moved: "别处刚刚改过这个订单，没有保存：请刷新看看，再决定怎么改",
    unchanged: "没有任何变化，没有保存",
    too_often: `一个订单最多改 ${MOST_CHANGES} 次`,
    key_reused: "这张表单已经保存过别的内容。请看看订单现在的样子，需要的话再改一次",
    off_too_much: ({ goodsFen }) => `减的金额不能超过商品合计 ${formatFen(goodsFen)}`,
    nothing_left: "应付至少要有 ¥0.01",
    too_expensive: "金额过大",
    undeliverable: ({ province, goods }) => `${goods.map(({ title }) => `“${title}”`).join("、")}不发${province}，请换地址，或先改运费模板`,
    over_limit: ({ title, per, most }) =>
      per === "order" ? `“${title}”每单限购 ${most} 件` : `“${title}”每人限购 ${most} 件，改成这个手机号就超出了`,
    coupon_unusable: "订单用的优惠码不能转给这个手机号",
    coupon_no_goods: "订单用的优惠码不能转给这个手机号",
    coupon_short: "订单用的优惠码不能转给这个手机号",
    coupon_used_up: "订单用的优惠码不能转给这个手机号",
    coupon_held: "订单用的优惠码不能转给这个手机号",
    coupon_limit: ({ most }) => `订单用的优惠码每人限用 ${most} 次，这个手机号已经用过`,
  } satisfies Words<Exclude<RefusalOf<typeof changeOrder>, { reason: NotSeen }>>,
  waitingTitle: "改价还没有生效",
  waiting: (clock: string) =>
    `支付宝还没有回答，原价格仍有效。关闭原来的付款后自动生效，最迟 ${clock} 有结果。买家先按原价付款的，按原价成交。`,
  wanted: (from: string, to: string) => `应付 ${from} → ${to}`,
  withdraw: "撤回修改",
  withdrawHint: "撤回后按原来的金额和收货信息付款。",
  confirmWithdraw: "确认撤回",
  withdrawn: "已撤回，原来的金额仍然有效",
  notWithdrawn: { not_waiting: "这次修改已经有了结果，请刷新看看" } satisfies Words<RefusalOf<typeof withdrawChange>>,
  outcomes: {
    paid: "买家先按原价付了款",
    closed: "订单关闭了",
    withdrawn: "店主撤回",
    unanswered: "支付宝一直没有回答",
  } as Record<string, string>,
  badge: "改价中",
};
