import type { Count } from "@/lib/shop/count";

export const text = {
  newOrder: (paid: Count) => `有新的付款订单，现在有 ${paid} 个待发货`,
  sound: "来单响铃",
  on: "关闭响铃",
  off: "打开响铃",
  isOn: "这台设备会在有新的付款订单时响铃，后台页面要开着（可以在别的标签页后面）。",
  isOff: "打开后，后台页面开着时，有新的付款订单就响铃。只在这台设备上生效。",
};
