import type { RefusalOf, Words } from "@/lib/server/result";
import type { changePassword } from "@/lib/shop/owners/change-password";
import { MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { text as common } from "../../text";

export const text = {
  title: "账号与更多",
  signedInAs: "当前账号",
  logout: "退出登录",
  password: "修改密码",
  current: "当前密码",
  next: "新密码",
  nextHint: `至少 ${MIN_PASSWORD_LENGTH} 个字符`,
  repeat: "再输一遍新密码",
  different: "两次输入的新密码不一样",
  change: "修改密码",
  changed: (others: number) => (others > 0 ? `密码已修改，其他 ${others} 处登录已退出` : "密码已修改"),
  refusals: { wrong: "当前密码不正确", limited: common.tooManyTries } satisfies Words<RefusalOf<typeof changePassword>>,
  changeHint: "修改后，其他设备上的登录会全部退出。",
  more: "更多",
};
