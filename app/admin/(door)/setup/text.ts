import type { RefusalOf, Words } from "@/lib/server/result";
import type { createOwner } from "@/lib/shop/owners/account/create-owner";
import { MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { text as common } from "../../text";

export const text = {
  title: "设置店主账号",
  lead: "店铺第一次启动时，控制台会打印一个一次性设置码。只有看得到控制台的人才能成为店主。",
  code: "设置码",
  codeHint: "形如 ABCD-2345，以控制台最近一次打印的为准",
  login: "账号",
  loginHint: "邮箱或名字，登录时使用",
  password: "密码",
  passwordHint: `至少 ${MIN_PASSWORD_LENGTH} 个字符，越长越好`,
  repeat: "再输一遍密码",
  different: "两次输入的密码不一样",
  noCode: "请输入设置码",
  submit: "创建账号并登录",
  refusals: {
    owner_exists: "店铺已经有店主了，请直接登录",
    ...common.passwordProblems,
    wrong_code: "设置码不正确，请以控制台最近一次打印的为准",
    limited: common.tooManyTries,
  } satisfies Words<RefusalOf<typeof createOwner>>,
};
