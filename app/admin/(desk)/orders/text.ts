import type { RefundMark } from "@/lib/shop/orders/order";
import type { OwnerOrderTab } from "@/lib/shop/orders/owner-order-tab";

/** The heading of the column that not everybody sees. */
const sum = "金额";

export const text = {
  sum,
  title: "订单",
  tabs: {
    all: "全部",
    pending: "待付款",
    paid: "待发货",
    shipped: "已发货",
    completed: "已完成",
    closed: "已关闭",
    refund: "退款中",
    trouble: "异常",
  } satisfies Record<OwnerOrderTab, string>,
  tabsLabel: "订单状态",
  search: "单号、手机、尾号、姓名、商品、备注",
  placedOn: "下单日期",
  refundMarks: {
    requested: "申请退款",
    refunding: "退款中",
    partly: "部分退款",
    refunded: "已退款",
  } satisfies Record<RefundMark, string>,
  note: "买家留言",
  ownerNote: "店主备注",
  none: "还没有订单",
  noneHint: "有人下单后，订单会出现在这里",
  nothing: "没有这样的订单",
  nothingFound: "没有找到符合的订单",
  columns: ["订单号", "收货人", "商品", sum, "状态", "下单时间"],
  more: (lines: number) => `还有 ${lines} 种`,
  pieces: (pieces: number) => `共 ${pieces} 件`,
  oneByOne: "逐单发货",
  partlySent: "部分发货",
  back: "返回订单列表",
  bulk: "批量处理",
  order: (no: string) => `订单 ${no}`,
};
