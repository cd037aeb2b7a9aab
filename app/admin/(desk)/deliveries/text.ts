import type { RefusalOf, Words } from "@/lib/server/result";
import type { explainDelivery } from "@/lib/shop/inbox/explain-delivery";
import type { explainPaste } from "@/lib/shop/inbox/explain-paste";
import type { PastedExplanation } from "@/lib/shop/inbox/explain-pasted-text";
import type { DeliveryRefusal } from "@/lib/shop/inbox/list-deliveries";
import type { replayDelivery } from "@/lib/shop/payments/replay-delivery";

const reasons: Record<DeliveryRefusal, string> = {
  oversize: "内容过大，不像支付宝的通知",
  content_type: "内容类型不是表单",
  malformed: "表单格式有误（重复字段、坏的转义或控制字符）",
  missing_field: "缺少必需的字段",
  wrong_service: "服务名不对",
  wrong_sec_id: "签名方式与本店配置不一致",
  wrong_app: "签名有效，但应用编号（app_id）不是本店的",
  unknown_certificate: "签名所用的支付宝证书不是本店已加载的",
  bad_signature: "签名不正确：不是支付宝发的，或密钥配置有误",
  undecryptable: "内容无法解密：检查本店私钥的配置",
  malformed_xml: "通知内容不是规范的 XML",
  malformed_amount: "金额格式有误",
  malformed_time: "时间格式有误",
  denied: "支付宝没有再次确认这条通知，已改为主动查询这笔交易",
  unconfirmed: "暂时无法向支付宝确认这条通知，已改为主动查询这笔交易",
  wrong_contract: "签名有效，但说的是另一份合约下的退款",
};

export const text = {
  title: "通知记录",
  lead: "支付宝发到本店通知地址的每一次请求，以及它的结果。",
  tabs: { all: "全部", bad: "被拒或异常" },
  tabsLabel: "筛选",
  nothing: "还没有收到通知",
  back: "返回通知记录",
  one: (id: bigint) => `通知 #${id}`,
  verdict: {
    received: "待核实",
    paid: "已入账",
    repeat: "重复通知",
    no_change: "无需改动",
    pending: "等待收款",
    refund: "退款",
    foreign: "其他业务",
    discrepancy: "记为异常",
    rejected: "已拒绝",
    error: "处理出错",
  } as Record<string, string>,
  reasons: reasons as Record<string, string>,
  order: "订单",
  noOrder: "不属于任何订单",
  receivedAt: "收到于",
  remoteIp: "来自",
  verdictName: "结果",
  reason: "原因",
  tradeStatus: "交易状态",
  notifyId: "通知编号",
  outTradeNo: "商户单号",
  tradeNo: "支付宝交易号",
  answer: "本店答复",
  protocol: "协议",
  contentType: "内容类型",
  bodyHash: "内容指纹",
  facts: "这次通知",
  fields: "字段",
  raw: "原文",
  masked: "签名值已遮住中间部分",
  look: "查看原文",
  why: "为什么没有通过",
  whyLead: "按常见的错误逐一试过本店现在的密钥后的结论。",
  notExplained: {
    late: "查找原因用时过长，已中止。这条内容多半不是支付宝发来的；页面其余部分不受影响。",
    broken: "查找原因时出错，已记入日志；页面其余部分不受影响。",
    busy: "正在查找其他通知的原因，请稍后刷新本页。",
  } satisfies Words<RefusalOf<typeof explainDelivery>>,
  paste: "验签诊断",
  pasteLink: "贴一段消息，看看为什么验签不通过",
  pasteWhat: "贴一段，看原因",
  pasteLead: "通知、返回地址、请求、支付宝的应答、报错页面的文字，或含有它们的日志，都可以贴在这里。",
  pasteField: "内容",
  pasteHint: "最多 60 千字节。只在这台服务器上看一次，不保存，也不写进日志。",
  pasteGo: "查原因",
  pasted: ({ kind, isTaken, why }: PastedExplanation) =>
    [
      `这是：${kind}`,
      isTaken ? "没有问题：签名和内容都对。" : "",
      ...why.map(({ says, change, about }) => `• ${about ? `${says}（${about}）` : says}\n  怎么改：${change}`),
    ]
      .filter(Boolean)
      .join("\n"),
  notPasted: {
    nothing: "请先贴上内容",
    too_long: "内容超过 60 千字节：只贴一条消息",
    late: "查找原因用时过长，已中止。这多半不是支付宝的消息。",
    broken: "查找原因时出错，已记入日志。",
    busy: "正在查找其他消息的原因，请稍后再试。",
  } satisfies Words<RefusalOf<typeof explainPaste>>,
  verifiesNow: "用现在的配置可以通过验证，可以重新处理。",
  replay: "重新处理",
  replayed: "已重新处理，结果见通知记录",
  notReplayed: {
    gone: "这条通知已经不在了",
    refused: "重新验证后仍未通过，原因见最新的一条记录",
  } satisfies Words<RefusalOf<typeof replayDelivery>>,
  replayHint: "按支付宝重新发来一次对待：同样严格验证，不会重复入账。",
};
