import type { RefusalOf, Words } from "@/lib/server/result";
import type { Role } from "@/lib/shop/owners/role";
import type { changeRole } from "@/lib/shop/owners/staff/change-role";
import type { endMemberSessions } from "@/lib/shop/owners/staff/end-member-sessions";
import { MAX_MEMBER_NAME, MOST_MEMBERS } from "@/lib/shop/owners/staff/invitation";
import type { inviteMember } from "@/lib/shop/owners/staff/invite-member";
import type { removeMember } from "@/lib/shop/owners/staff/remove-member";
import type { resetAccess } from "@/lib/shop/owners/staff/reset-access";
import type { revokeInvitation } from "@/lib/shop/owners/staff/revoke-invitation";
import { text as common } from "../../text";

const notAllowed = "您已经不是店主，不能再管理店员";
const gone = "这位已经不在后台里了，请刷新后再看";
const lastOwner = "至少要留一位能登录的店主：请先让别人成为店主";

export const text = {
  title: common.staff,
  lead: "每个人用自己的账号登录，做了什么都记在操作记录里。不要几个人共用一个账号。",
  members: "在后台里的人",
  aloneTitle: "现在只有您一个人",
  aloneHint: "有人帮忙打包发货、看数据时，给对方做一个邀请链接。对方自己设账号和密码，您不用把密码告诉任何人。",
  you: "您自己",
  yourselfHint: "自己的密码和设备在“账号与更多”里管理。",
  toAccount: "我的账号",
  login: "账号",
  since: "加入",
  seen: "最近来过",
  never: "还没有登录过",
  devices: "登录着",
  sessions: (count: number) => (count > 0 ? `${count} 处` : "没有"),
  secondStep: "两步验证",
  hasSecondStep: "已开启",
  noSecondStep: "未开启",
  newDevices: (count: number) => `${count} 个新设备，本人还没确认`,
  isLockedOut: "等对方用新链接",
  changeRole: "换角色",
  role: "角色",
  saveRole: "保存角色",
  roleSaved: "角色已修改，对方下一次点击就生效",
  endSessions: "让对方退出所有设备",
  endSessionsHint: "所有设备马上退出，密码不变，对方可以再登录。",
  confirmEnd: "全部退出",
  sessionsEnded: (count: number) => `已退出 ${count} 处登录`,
  reset: "重置登录，发新链接",
  resetHint: "忘了密码、换了手机、或怀疑账号被别人用时：现在的密码、两步验证和所有登录马上作废，用新链接重新设密码，账号不变。",
  confirmReset: "重置并做链接",
  resetDone: "原来的登录都作废了。请把这个链接发给本人，离开这一页就不再显示。",
  remove: "移出后台",
  removeHint: "马上退出对方的所有设备，账号和密码作废，对方做的链接也收回。操作记录里做过的事会一直留着。",
  confirmRemove: "确认移出",
  removed: "已移出，登录全部退出",
  invite: "邀请一个人",
  name: "怎么称呼",
  nameHint: "发货和操作记录里显示这个名字，例如：小王",
  needName: "请填写称呼",
  nameTooLong: `称呼最多 ${MAX_MEMBER_NAME} 个字`,
  submitInvite: "做邀请链接",
  inviteHint: "链接 72 小时内有效，只能用一次。谁拿到链接谁就能加入，请只发给本人。",
  invited: "链接做好了。请发给本人，离开这一页就不再显示。",
  link: "邀请链接",
  copy: "复制链接",
  copyFailed: common.copyFailed,
  qr: "邀请链接的二维码",
  scan: "或者让对方用手机扫这个码",
  waiting: "还没用的链接",
  nobodyWaits: "没有还在等的链接",
  resetLink: "重设密码",
  until: "有效到",
  revoke: "收回",
  revokeNamed: (name: string) => `收回给 ${name} 的链接`,
  revoked: "已收回，那个链接不能再用",
  roles: "三种角色",
  roleWords: {
    OWNER: { can: "什么都能做：看钱、退款、改商品和设置、管店员。", cannot: "" },
    CLERK: {
      can: "看订单和商品、打配货单、发货、改快递单号、写备注、导出不带金额的订单。",
      cannot: "后台里不显示金额，不能退款、改价、关单、改设置。但凭订单号和手机号，谁都能在店铺的“订单查询”里看到那张订单的金额。",
    },
    READER: { can: "看订单、金额、经营数据、对账和异常。", cannot: "什么都不能改，看不到设置、密钥、个人信息导出和操作记录。" },
  } satisfies Record<Role, { can: string; cannot: string }>,
  options: {
    CLERK: "店员：发货，后台不显示金额",
    READER: "只读：能看，不能改",
    OWNER: "店主：什么都能做",
  } satisfies Record<Role, string>,
  needRole: "请选一个角色",
  refusals: {
    invite: {
      name_taken: "已经有人叫这个名字了（移出的人也算），操作记录会分不清，请换一个称呼",
      name_reserved: "这个称呼会和操作记录里的“店主”“系统”“买家”“支付宝”混淆，请换一个",
      too_many: `人或还没用的链接太多了（最多 ${MOST_MEMBERS} 人）`,
      not_allowed: notAllowed,
    } satisfies Words<RefusalOf<typeof inviteMember>>,
    revoke: { gone: "这个链接已经用过、收回或过期了", not_allowed: notAllowed } satisfies Words<RefusalOf<typeof revokeInvitation>>,
    role: { gone, unchanged: "角色没有变化", last_owner: lastOwner, not_allowed: notAllowed } satisfies Words<RefusalOf<typeof changeRole>>,
    end: { gone, nowhere: "对方没有在任何设备登录", not_allowed: notAllowed } satisfies Words<RefusalOf<typeof endMemberSessions>>,
    reset: { gone, self: "自己的密码请在“账号与更多”里修改", not_allowed: notAllowed } satisfies Words<RefusalOf<typeof resetAccess>>,
    remove: { gone, last_owner: lastOwner, not_allowed: notAllowed } satisfies Words<RefusalOf<typeof removeMember>>,
  },
};
