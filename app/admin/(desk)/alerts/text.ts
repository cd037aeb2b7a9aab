import type { RefusalOf, Words } from "@/lib/server/result";
import type { ChannelKind, ChannelStatus } from "@/lib/shop/alerts/channels/channel";
import type { parseRobotUrl } from "@/lib/shop/alerts/channels/robot-url";
import type { addChannel, changeEvents } from "@/lib/shop/alerts/channels/save-channel";
import type { AlertLine } from "@/lib/shop/alerts/list-alerts";
import type { AlertEvent } from "@/lib/shop/alerts/outbox/alert-event";
import type { Problem } from "@/lib/shop/alerts/send/outcome";
import type { Medium } from "@/lib/shop/word/outbox/word-event";
import { movedText } from "../../form/text";
import { text as common } from "../../text";

const gone = "它已经不在了，请刷新页面";

export const text = {
  title: common.alerts,
  lead: "有人付款、申请退款，或者店里出了问题，马上通知到您的手机。消息里没有顾客的姓名、电话和地址。",
  channels: "提醒方式",
  none: "还没有提醒方式：在下面添加一个群机器人、邮箱或自己的程序。",
  kinds: {
    wecom: "企业微信群机器人",
    dingtalk: "钉钉群机器人",
    feishu: "飞书群机器人",
    lark: "Lark 群机器人",
    email: "邮件",
    webhook: "Webhook",
  } satisfies Record<ChannelKind, string>,
  status: { active: "使用中", paused: "已暂停", stopped: "已停用" } satisfies Record<ChannelStatus, string>,
  lastSent: "最近送达",
  never: "还没有送达过",
  waiting: (count: number) => `${count} 条等待发送`,
  stoppedHint: "对方不再接受我们的消息，已停止发送；修好后点“发送测试”，送达即恢复，等待中的会一并补发。",
  test: "发送测试",
  tested: "已送达，请到群里或邮箱里看看",
  notSent: (why: string) => `没有送达：${why}`,
  pause: "暂停",
  resume: "恢复",
  paused: "已暂停，期间的事不再提醒",
  resumed: "已恢复",
  remove: "删除",
  removed: "已删除",
  removeHint: "连同它的发送记录一起删除，不能恢复",
  change: "修改或删除",
  save: "保存",
  saved: "已保存",
  add: "添加",
  added: "已添加，点“发送测试”试一下",
  addRobot: "添加群机器人",
  robotHint: "在群设置里添加自定义机器人：企业微信直接复制地址；钉钉和飞书请把安全设置选为“加签”（签名校验），再把密钥填在下面。",
  addEmail: "添加邮箱",
  emailHint: "用邮箱的 SMTP 服务寄出，密码多半是邮箱设置里的“授权码”。",
  addWebhook: "添加 Webhook",
  webhookHint: "发给您自己的程序，带签名；格式见部署说明。",
  labels: {
    name: "名称",
    secretUrl: "机器人地址",
    signPassword: "加签密钥",
    host: "SMTP 服务器",
    port: "端口",
    user: "账号",
    mailPassword: "密码或授权码",
    from: "发件邮箱",
    to: "收件邮箱",
    secretHook: "地址",
    hookPassword: "签名密钥",
    events: "提醒内容",
    lowStock: "库存不多于几件时提醒",
  },
  hints: {
    name: "给自己看的，例如“店员群”",
    secretUrl: "整个粘贴进来；只会保存其中的密钥，并且加密",
    signPassword: "钉钉以 SEC 开头；企业微信没有，留空",
    host: "例如 smtp.qq.com",
    port: "465 或 587",
    secretHook: "https:// 开头的公网地址",
    hookPassword: "至少 16 个字符，您的程序用它核对签名",
    lowStock: "卖到这个数提醒一次，补货之前不再重复；0 表示卖完才提醒。某个规格要另设件数，到商品页的“库存提醒”里填",
  },
  events: {
    order_paid: "新的付款订单",
    refund_requested: "买家申请退款",
    discrepancy: "账目异常",
    low_stock: "库存紧张",
    contract_refused: "支付宝合约或密钥异常",
    gateway_silent: "支付宝长时间没有应答",
    gateway_back: "支付宝恢复应答",
    backup_late: "备份太旧或失败",
  } satisfies Record<AlertEvent, string>,
  fields: {
    needName: "请填写名称，最多 20 个字",
    needUrl: "请粘贴机器人的地址",
    needSecret: "请填写加签密钥",
    host: "请填写服务器的域名",
    port: "只能是 465、994、587、25 或 2525",
    user: "请填写账号",
    needPassword: "请填写密码",
    email: "请填写一个邮箱地址",
    hook: "请填写 https:// 开头的地址",
    hookPassword: "签名密钥为 16–200 个字符",
    lowStock: "请填写 0–9999 的整数",
  },
  refusals: {
    too_many: "最多 10 个提醒方式，先删除一个",
    not_https: "地址要以 https:// 开头",
    strange: "这不是企业微信、钉钉、飞书或 Lark 机器人的地址",
    no_token: "地址里没有完整的密钥，请重新复制",
    moved: movedText,
    gone,
  } satisfies Words<
    RefusalOf<typeof addChannel> | RefusalOf<typeof changeEvents> | Extract<ReturnType<typeof parseRobotUrl>, { ok: false }>
  >,
  buyers: "通知买家",
  buyersLead: "买家留下邮箱或同意短信后，付款、发货、退款完成时自动告诉他们。",
  buyersNone: "还没有开通",
  sent: "发送记录",
  sentLead: "保留 30 天。",
  nothingSent: "还没有发送过提醒",
  lineStatus: { waiting: "等待发送", sent: "已送达", failed: "未送达" } satisfies Record<AlertLine["status"], string>,
  tries: (count: number) => `试了 ${count} 次`,
  nextTry: "下次",
  noLonger: "（已不存在）",
  resend: "重发",
  resent: "已排队",
  problems: {
    not_public: "地址不是公网地址，不会连接",
    not_https: "地址不是 https",
    timeout: "对方没有及时应答",
    unreachable: "连不上对方",
    tls: "对方的证书或加密有问题",
    too_long: "对方的应答太长",
    busy: "发得太快，对方要求等一会儿",
    key: "密钥、授权码或机器人已失效",
    signature: "签名或安全设置没有通过",
    refused: "对方拒绝了",
    unreadable: "对方的应答读不懂",
    redirected: "对方要求转到别的地址，不会跟随",
    locked: "保存的密钥打不开，请删除后重新添加",
    gone: "说的那件事已经不在了",
    waited: "暂停或停用了一天，没有发出",
  } satisfies Record<Problem, string>,
  code: (code: string) => `（${code}）`,
  device: "这台设备",
  stock: "库存提醒",
  trouble: {
    title: "有提醒没有送到",
    stopped: (names: string[]) => `已停用：${names.join("、")}`,
    failed: (count: number) => `最近一天有 ${count} 条没有送达`,
    see: "去看看",
  },
};

/** By which ways buyers are told. */
export const wayNames = { email: "邮件", sms: "短信" } satisfies Record<Medium, string>;

/** What stops buyers from getting word. */
export const stoppedWays = { email: "买家的邮件通知", sms: "买家的短信通知" } satisfies Record<Medium, string>;

/** Why a message did not arrive, with the other side's own code. */
export function problemInWords(problem: string): string {
  const [word = "", code] = problem.split(" ");
  return `${(text.problems as Record<string, string>)[word] ?? problem}${code ? text.code(code) : ""}`;
}
