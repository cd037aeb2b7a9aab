import type { RefusalOf, Words } from "@/lib/server/result";
import type { endSession } from "@/lib/shop/owners/sessions/end-sessions";

export const text = {
  title: "已登录的设备",
  back: "账号与更多",
  lead: (days: number) => `每次登录最多保持 ${days} 天，之后需要重新登录。`,
  current: "本设备",
  from: "登录地点",
  since: "登录时间",
  seen: "最近使用",
  end: "退出此设备",
  ended: "已退出那个设备",
  endOthers: "退出其他设备",
  endOthersHint: "只保留现在这个登录，其他地方都要重新登录。",
  othersEnded: (count: number) => (count > 0 ? `已退出其他 ${count} 处登录` : "没有其他登录"),
  onlyHere: "没有在其他设备登录。",
  refusals: { gone: "那个登录已经结束了" } satisfies Words<RefusalOf<typeof endSession>>,
};
