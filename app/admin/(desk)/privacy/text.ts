/** Every word of the page about buyers' personal data. */
export const text = {
  title: "个人信息",
  lead: "买家有权查阅、复制和删除自己的个人信息。按收货手机号查找，核实是本人后再处理。",
  phone: "收货手机号",
  none: "没有用这个手机号下的订单",
  noneHint: "请核对号码；信息已经删除的订单也查不到",
  found: (count: number) => `共 ${count} 个订单`,
  books: (count: number) => `买家的地址簿里有 ${count} 个地址用了这个手机号，会一并导出和删除。`,
  order: "订单",
  placedAt: "下单",
  receiver: "收货人",
  address: "地址",
  email: "邮箱",
  note: "留言",
  ownerNote: "店主备注",
  account: "支付宝账号",
  export: "导出（JSON 文件）",
  erase: "删除这些订单的个人信息",
  eraseHint:
    "收货人、电话、地址、邮箱、留言、店主备注、支付宝账号和通知原文会被清空，订单链接失效；金额、商品、交易号和时间线保留。不能撤销。",
  stillOpen: (count: number) =>
    `其中 ${count} 个还没有结束（退款还在处理，或刚关闭、还可能到账），信息要留到发货和售后完成，这次不会删除。`,
  allOpen: "这些订单都还没有结束（退款还在处理，或刚关闭、还可能到账），信息要留到发货和售后完成，现在不能删除。",
  confirm: "确认删除",
  erased: ({ erased, left }: { erased: number; left: number }) =>
    left > 0 ? `已删除 ${erased} 个订单的个人信息，${left} 个未结束的订单保留` : `已删除 ${erased} 个订单的个人信息`,
};
