import type { RefusalOf, Words } from "@/lib/server/result";
import { MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import type { Role } from "@/lib/shop/owners/role";
import type { acceptInvitation } from "@/lib/shop/owners/staff/accept-invitation";
import { text as common } from "../../../text";

const gone = "这个链接已经用过、收回或过期了，请向店主要一个新的";

export const text = {
  title: "加入后台",
  resetTitle: "重新设密码",
  hello: (name: string) => `${name}，您好`,
  lead: {
    OWNER: "店主邀请您成为店主，可以管理店铺的一切。",
    CLERK: "店主邀请您做店员：看订单、发货、打配货单，后台里不显示金额。",
    READER: "店主邀请您查看店铺：订单和经营数据都能看，不能修改。",
  } satisfies Record<Role, string>,
  resetLead: (login: string) => `店主为您重置了登录。账号还是 ${login}，请设一个新密码。`,
  login: "账号",
  loginHint: "邮箱或名字，以后登录时用",
  password: "密码",
  passwordHint: `至少 ${MIN_PASSWORD_LENGTH} 个字符，越长越好。只有您自己知道`,
  repeat: "再输一遍密码",
  different: "两次输入的密码不一样",
  submit: "设好并登录",
  until: "链接有效到",
  goneTitle: "链接不能用了",
  gone,
  toLogin: "去登录",
  refusals: {
    gone,
    login_taken: "这个账号已经有人用了，请换一个",
    ...common.passwordProblems,
    limited: common.tooManyTries,
  } satisfies Words<RefusalOf<typeof acceptInvitation>>,
};
