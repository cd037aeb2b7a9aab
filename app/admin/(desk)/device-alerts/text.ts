import type { RefusalOf, Words } from "@/lib/server/result";
import type { acknowledgeDevice } from "@/lib/shop/owners/sessions/device-alerts";

export const text = {
  title: "有新设备登录",
  lead: "有人用您的账号在一个没见过的浏览器里登录了。",
  device: "设备",
  time: "时间",
  place: "地点",
  mine: "是我",
  notMine: "不是我，退出它并改密码",
  acknowledged: "好的，已记住这个设备",
  refusals: { answered: "这条提醒已经处理过了" } satisfies Words<RefusalOf<typeof acknowledgeDevice>>,
};
