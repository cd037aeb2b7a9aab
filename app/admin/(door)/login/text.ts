import type { RefusalOf, Words } from "@/lib/server/result";
import type { logIn } from "@/lib/shop/owners/log-in";
import { text as common } from "../../text";

export const text = {
  title: "店主登录",
  login: "账号",
  password: "密码",
  submit: "登录",
  done: "密码已修改，请用新密码登录",
  refusals: { wrong: "账号或密码不正确", limited: common.tooManyTries } satisfies Words<RefusalOf<typeof logIn>>,
};
