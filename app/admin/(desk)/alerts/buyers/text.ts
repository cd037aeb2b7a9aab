import type { RefusalOf, Words } from "@/lib/server/result";
import type { addWordChannel, changeWordEvents } from "@/lib/shop/word/channels/save-word-channel";
import type { WordChannelKind, WordChannelStatus } from "@/lib/shop/word/channels/word-channel";
import type { OrderWord } from "@/lib/shop/word/list-words";
import type { Medium, WordEvent } from "@/lib/shop/word/outbox/word-event";
import { movedText } from "../../../form/text";
import { text as alerts, problemInWords, wayNames } from "../text";

/** A gap of a vendor's template. */
const gap = (name: string) => `\${${name}}`;

/** Every word of 通知买家, and of what an order's page says of it. */
export const text = {
  title: alerts.buyers,
  back: alerts.title,
  lead: "买家在下单时留下邮箱，或勾选短信，就会收到他们自己订单的消息；没有开通的方式，下单页不会出现。",
  privacy:
    "开通后，请在店铺设置的隐私政策里写明：邮箱和手机号用于发送订单通知，由您的邮件服务器或短信服务商发出，买家随时可以在订单页取消。",
  email: "邮件通知",
  sms: "短信通知",
  emailLead: "用您自己的邮箱，通过 SMTP 寄给买家。邮件里有订单号、金额、商品、运单号和订单链接，没有电话和地址。",
  smsLead: "发到订单的收货手机号。短信里只有订单号、金额和运单号，没有链接。",
  addEmail: "开通邮件通知",
  addAliyun: "用阿里云短信服务",
  addWebhook: "用自己的程序发短信（Webhook）",
  aliyunHint:
    "先在阿里云短信服务里申请签名和三个“短信通知”模板。模板里的变量要和下面写的完全一样；没有模板的事件留空，不要勾选。AccessKey 建议用只有短信权限的子账号。",
  webhookHint: "手机号和内容参数发给您自己的程序，带签名；格式见部署说明。",
  kinds: { email: "邮件", aliyun: "阿里云短信", webhook: "Webhook" } satisfies Record<WordChannelKind, string>,
  status: alerts.status satisfies Record<WordChannelStatus, string>,
  counts: ({ sent, failed, waiting }: { sent: number; failed: number; waiting: number }) =>
    [`近 30 天送出 ${sent} 条`, ...(failed > 0 ? [`未送达 ${failed} 条`] : []), ...(waiting > 0 ? [`等待 ${waiting} 条`] : [])].join("，"),
  stoppedHint: "对方不再接受我们的消息，已停止发送，下单页也不再提供；修好后点“发送测试”，送达即恢复，一天内的会补发。",
  labels: {
    events: "告诉买家什么",
    keyId: "AccessKey ID",
    keyPassword: "AccessKey Secret",
    signName: "短信签名",
    templatePaid: "付款模板 CODE",
    templateShipped: "发货模板 CODE",
    templateRefunded: "退款模板 CODE",
    testEmail: "测试邮件寄到",
    testPhone: "测试短信发到",
  },
  hints: {
    signName: "审核通过的签名，不带【】",
    templatePaid: `例：您的订单${gap("no")}已付款${gap("sum")}元，正在等待发货。`,
    templateShipped: `例：您的订单${gap("no")}已由${gap("courier")}发出，运单号${gap("tracking")}。`,
    templateRefunded: `例：您的订单${gap("no")}已退款${gap("sum")}元，原路退回。`,
  },
  events: { paid: "已付款", shipped: "已发货（每个包裹一次）", refunded: "退款完成" } satisfies Record<WordEvent, string>,
  fields: {
    keyId: "请填写 AccessKey ID",
    keyPassword: "请填写 AccessKey Secret",
    signName: "请填写短信签名",
    template: "模板 CODE 形如 SMS_123456789",
    needEvent: "请至少选一件事",
    testEmail: "请填写一个邮箱地址",
    testPhone: "请填写 11 位手机号",
  },
  added: "已开通，点“发送测试”试一下",
  tested: "已送出，请看看收到没有",
  removed: "已删除",
  removeHint: "买家不再收到这种通知；等待中的不会发出",
  refusals: {
    exists: "已经开通了，先删除原来的再添加",
    not_https: "地址要以 https:// 开头",
    no_template: "勾选的事要有模板 CODE",
    moved: movedText,
    gone: "它已经不在了，请刷新页面",
  } satisfies Words<RefusalOf<typeof addWordChannel> | RefusalOf<typeof changeWordEvents>>,
  ofOrder: {
    title: "通知买家",
    ways: (ways: readonly Medium[]) => `买家要求：${ways.map((medium) => wayNames[medium]).join("、")}`,
    noWays: "买家没有要求通知，或已取消",
    status: { waiting: "等待发送", sent: "已送出", failed: "没有送达" } satisfies Record<OrderWord["status"], string>,
    events: { paid: "付款", shipped: "发货", refunded: "退款" } satisfies Record<WordEvent, string>,
  },
};

const unsent: Record<string, string> = {
  withdrawn: "买家取消了通知",
  gone: "包裹已撤回",
  refunded: "钱已全部退回",
  enough: "这个地址一天内已收到很多",
  no_channel: "通知方式已删除",
  waited: "等了一天没有发出",
};

/** Why a word did not reach its buyer, with the other side's own code. */
export function unsentInWords(problem: string): string {
  return unsent[problem] ?? problemInWords(problem);
}
