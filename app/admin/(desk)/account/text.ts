import type { RefusalOf, Words } from "@/lib/server/result";
import type { changePassword } from "@/lib/shop/owners/account/change-password";
import { MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { text as common } from "../../text";

export const text = {
  title: "账号与更多",
  signedInAs: "当前账号",
  loginIs: (login: string) => `账号 ${login}`,
  logout: "退出登录",
  access: "登录安全",
  factors: "两步验证与通行密钥",
  noFactors: "未开启：知道密码的人就能登录",
  hasTotp: "验证码已开启",
  passkeys: (count: number) => `${count} 个通行密钥`,
  sessions: "已登录的设备",
  sessionsHint: "看看都在哪里登录了，把不认识的退出",
  password: "修改密码",
  current: "当前密码",
  next: "新密码",
  nextHint: `至少 ${MIN_PASSWORD_LENGTH} 个字符，不要用常见的密码`,
  repeat: "再输一遍新密码",
  different: "两次输入的新密码不一样",
  change: "修改密码",
  changed: (others: number) => (others > 0 ? `密码已修改，其他 ${others} 处登录已退出` : "密码已修改"),
  deviceRefused: "那个设备已经退出。它登录时用了正确的密码，请马上换一个新密码。",
  refusals: {
    wrong: "当前密码不正确",
    ...common.passwordProblems,
    limited: common.tooManyTries,
  } satisfies Words<RefusalOf<typeof changePassword>>,
  changeHint: "修改后，其他设备上的登录会全部退出。",
  more: "更多",
};
