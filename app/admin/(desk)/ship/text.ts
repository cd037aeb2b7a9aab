import type { Count } from "@/lib/shop/count";

export const text = {
  title: "逐单发货",
  back: "返回订单列表",
  left: (left: Count) => `还有 ${left} 单待发货`,
  done: (no: string) => `订单 ${no} 已发货`,
  see: "查看",
  skip: "跳过这单",
  confirm: "发货，下一单",
  order: (no: string) => `订单 ${no}`,
  paidAt: "付款",
  ownerNote: "店主备注",
  all: "都发完了",
  allHint: "没有可以发的订单了",
  skipped: (left: Count) => `前面跳过的还有 ${left} 单`,
  again: "从头再来",
  held: (held: Count) => `另有 ${held} 单有退款或异常，处理完才能发`,
  seeHeld: "查看待发货",
  partly: "部分发货",
  unsent: (pieces: number) => `还有 ${pieces} 件待发`,
};
