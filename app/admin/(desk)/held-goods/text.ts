/** The alarm that much is held by unpaid orders. */
export const text = {
  title: "大量商品被未付款订单占用",
  lead: "可能有人只下单不付款，也可能是生意正好。被占用的商品别人买不到；到时没有付款会自动放回。",
  all: "全店",
  line: (held: number, forSale: number) => `${forSale} 件里有 ${held} 件被占用`,
  from: (orders: number, networks: number) => `${orders} 个未付款订单${networks > 0 ? `，来自 ${networks} 个网络` : ""}`,
  closing: (orders: number) => `其中 ${orders} 个正在关闭`,
  see: "查看待付款订单",
  close: "关闭这些未付款订单",
  closeAll: "关闭全店的未付款订单",
  closeHint: "商品马上重新开卖；去过支付宝收银台的订单先向支付宝核实再关闭。已在支付宝登录或刚付完款回来的买家不受影响，已付的款不会丢。",
  reason: "原因",
  reasonHint: "会写进每个订单的记录，例如：同一网络大量下单不付款",
  needReason: "请写明原因（4–200 个字）",
  confirm: "确认关闭",
  done: ({ closed, closing, spared }: { closed: number; closing: number; spared: number }) =>
    [
      `已关闭 ${closed} 个订单`,
      closing > 0 && `${closing} 个正在关闭，去过收银台的会先向支付宝核实`,
      spared > 0 && `${spared} 个买家正在支付宝付款，没有动`,
    ]
      .filter(Boolean)
      .join("；"),
};
