import type { RefusalOf, Words } from "@/lib/server/result";
import type { logIn } from "@/lib/shop/owners/login/log-in";
import type { logInWithPasskey } from "@/lib/shop/owners/login/log-in-with-passkey";
import type { takeSecondStep } from "@/lib/shop/owners/login/second-step";
import { text as common } from "../../text";

export const text = {
  title: "登录后台",
  login: "账号",
  password: "密码",
  submit: "登录",
  passkey: "用通行密钥登录",
  noPasskey: "没有完成通行密钥验证，可以再试一次，或改用密码",
  secondTitle: "再验证一步",
  secondLead: "密码正确。请再证明是您本人。",
  code: "验证码或恢复码",
  codeHint: "身份验证器里的 6 位数字；手机不在身边时，填一个恢复码",
  recoveryCode: "恢复码",
  recoveryHint: "形如 ABCD-EFGH-JKMN-PQRS，每个只能用一次",
  needCode: "请输入验证码",
  secondSubmit: "继续",
  secondPasskey: "用通行密钥验证",
  secondHelp: "手机和恢复码都不在了？店员请找店主重置登录；店主请在店铺的机器上运行 npm run owner -- reset。",
  again: "重新登录",
  refusals: { wrong: "账号或密码不正确", limited: common.tooManyTries } satisfies Words<RefusalOf<typeof logIn>>,
  passkeyRefusals: {
    wrong: "这个通行密钥没有通过验证",
    limited: common.tooManyTries,
  } satisfies Words<RefusalOf<typeof logInWithPasskey>>,
  secondRefusals: {
    wrong: "验证没有通过：码不对，或者已经用过",
    expired: "等得太久了，请重新登录",
    limited: common.tooManyTries,
  } satisfies Words<RefusalOf<typeof takeSecondStep>>,
};
