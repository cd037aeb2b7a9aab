import type { RefusalOf, Words } from "@/lib/server/result";
import type { DiscrepancyKind, ResolvedAs } from "@/lib/shop/discrepancies/discrepancy";
import type { resolveDiscrepancy } from "@/lib/shop/discrepancies/resolve-discrepancy";
import type { retryReportedRefunds } from "@/lib/shop/refunds/reported/retry-reported-refunds";
import type { refundHeldPayment } from "@/lib/shop/refunds/requested/refund-held-payment";
import { keyReused } from "../../refund/text";

type Explanation = { title: string; what: string; todo: string };

/** Under a contract whose refunds want the seller's password it does not go back quite by itself. */
const backByItself = "一般不用处理，退款完成后这条会自动了结；退款要输支付密码的合约，请到订单页确认。";

const kinds: Record<DiscrepancyKind, Explanation> = {
  amount_mismatch: {
    title: "付款金额与订单不符",
    what: "支付宝说这笔交易已付款，但金额和这次付款应付的不一样。订单没有因此变成已付款。",
    todo: "登录支付宝商家中心核对这笔交易；确认后按实收金额原路退款，或与买家补齐差价后线下处理。",
  },
  seller_mismatch: {
    title: "收款方不是本店",
    what: "收到一条签名有效的消息，但它说的交易收款方不是本店的支付宝账号。",
    todo: "检查合作者身份与收款账号的配置是否属于同一个商家；没有收到钱，不需要退款。",
  },
  unknown_order: {
    title: "收到不认识的款项",
    what: "本店收到了钱，但店里没有这个商户单号（可能是用备份恢复过数据库，或别的系统共用同一个账号）。",
    todo: "在支付宝商家中心按交易号查明来源；属于本店订单就联系买家，否则在这里原路退款。",
  },
  second_trade: {
    title: "重复付款",
    what: "这个订单已经付过款，又收到第二笔交易的钱。第二笔没有算进订单，系统会自动原路退回。",
    todo: `${backByItself}如果退款失败，到订单页再退一次。`,
  },
  late_payment: {
    title: "关闭后到账",
    what: "订单关闭后钱才到账，库存还在，订单已自动恢复为已付款。",
    todo: "不需要处理，正常发货即可。",
  },
  late_payment_no_stock: {
    title: "关闭后到账，库存不足",
    what: "订单关闭后钱才到账，但商品已经不够了。订单仍是已关闭，系统会自动原路退款。",
    todo: `${backByItself}如果退款失败，到订单页再退一次，并告诉买家。`,
  },
  late_payment_over_limit: {
    title: "关闭后到账，超出限购",
    what: "订单关闭后钱才到账。如果收下这笔钱，这位买家的这件商品就超出了每人限购的数量，或者优惠码就超出了可用次数。订单仍是已关闭，系统会自动原路退款。",
    todo: `${backByItself}如果退款失败，到订单页再退一次，并告诉买家。`,
  },
  old_price: {
    title: "按改价前的金额付了款",
    what: "您改价之后，又收到一笔按改价前金额付的钱。它没有算进订单，系统会自动原路退回，买家可以按新金额再付。",
    todo: `${backByItself}如果退款失败，到订单页再退一次，并告诉买家。`,
  },
  paid_before_change: {
    title: "买家先按原价付了款，改价没有生效",
    what: "您改价或改地址时，买家已经在付款。这笔钱按原来的金额和收货信息成交，修改已作废。",
    todo: "如果改低了价，可以到订单页把差额退给买家；如果改高了价或改了地址，请和买家商量。办完写明后标记为已处理。",
  },
  trade_no_reused: {
    title: "同一交易号出现两种说法",
    what: "同一个支付宝交易号先后对应了不同的商户单号或金额。先前入账的记录没有改动。",
    todo: "在支付宝商家中心核对这个交易号；如果以先前的记录为准，写明后标记为已处理。",
  },
  closed_after_paid: {
    title: "已付款的交易被说成关闭",
    what: "支付宝说一笔已入账的交易关闭了，但没有退款信息。",
    todo: "发货前先在支付宝商家中心确认钱是否还在；若已全额退款，不要发货。",
  },
  refund_seen: {
    title: "发现退款",
    what: "支付宝说这笔交易有退款，但它和本店记录的款项对不上。",
    todo: "在支付宝商家中心查看退款金额；没发货就不要再发，已发货请联系买家。",
  },
  refund_failed: {
    title: "退款没有退成",
    what: "支付宝明确拒绝了这笔退款，钱没有退给买家。",
    todo: "按错误码排除原因（常见的是商户余额不足），再到订单页（没有订单的在这里）重试或重新发起；超过退款期限的，请与买家商量其他方式。",
  },
  unknown_status: {
    title: "不认识的交易状态",
    what: "支付宝返回了文档里没有的交易状态，系统没有据此改动订单。",
    todo: "在支付宝商家中心查看这笔交易的实际状态：还没有付款的，等它有结果或到订单页关闭订单；钱已到账而订单还是待付款的，两小时后可在订单页“按已收款处理”；已付款的订单，弄清以前不要发货。",
  },
  payment_pending: {
    title: "买家已付款，钱还没有进本店账户",
    what: "支付宝说买家已经付了款，但收款账户暂时不能收（常见的是账户被冻结、未实名或需要确认收款）。订单还不算付款，买家看到的是“支付结果确认中”。",
    todo: "马上登录本店的支付宝账户，按提示解除限制、补全实名或确认收款。钱到账后订单会自动变成已付款，这条会自动了结；确定不收这笔钱的，让支付宝退回买家，再到订单页关闭订单。",
  },
  payment_unanswered: {
    title: "始终问不出有没有付款",
    what: "订单已经关闭，或者改过价，原来的付款链接也早已过期，但支付宝一直没有说清买家当时有没有付款。系统已不再自动询问。",
    todo: "在支付宝商家中心按商户单号查这笔交易：没有付款就写明；有付款的，到订单页“现在核对”，仍查不到就在商家中心退给买家，再写明。",
  },
  notice_unconfirmed: {
    title: "签名有效的通知得不到证实",
    what: "收到一条签名有效的付款通知，但支付宝既不确认发过它，查询这笔交易也没有得到同样的说法。没有据此记账。",
    todo: "在支付宝商家中心按交易号查清这笔钱到底有没有收到；收到了就到订单页“现在核对”，弄清以前不要发货。",
  },
  proof_contradicted: {
    title: "支付宝的说法与凭证不符",
    what: "店主按凭证把订单记成了已收款，支付宝后来的说法与此不同：交易号不一样，或者说这笔交易没有付款。",
    todo: "在支付宝商家中心按商户单号核对。钱确实没有收到的，不要发货，先联系买家；只是交易号抄错的，系统已按支付宝的记录更正，不用处理。",
  },
  order_stuck: {
    title: "订单迟迟不能了结",
    what: "订单早已过期，但一直问不出买家到底有没有付款：支付宝没有给出明确的答复。为了不弄丢钱，系统没有自己关单，仍在继续核对。",
    todo: "在支付宝商家中心按商户单号查这笔交易，再到订单页：确实没有付款，就写明原因“不等答复，关闭订单”；已经付款的先“现在核对”，仍不入账就凭交易号“按已收款处理”。",
  },
  refund_stuck: {
    title: "退款迟迟没有结果",
    what: "这笔退款一天以前就已发起，支付宝至今没有说成功还是失败。这部分钱先留着，不会再退第二次，系统仍在继续询问。",
    todo: "在支付宝商家中心按退款单号（或交易号）查看：需要输入支付密码确认的，到订单页打开确认页面；查不到的，到订单页按提示处理，不要另外再退一笔。",
  },
  reported_refund_stuck: {
    title: "支付宝告知的退款对不上",
    what: "一天以前支付宝说这笔交易有退款，至今和本店的款项、退款都对不上，所以还没有记账。",
    todo: "在支付宝商家中心按交易号查看退款明细，确认买家实际收到多少；查清后写明怎么处理的。",
  },
  report_stuck: {
    title: "有一天的账迟迟没有核对",
    what: "这一天过去已经四天以上，还没有和支付宝的账单核对出结果。",
    todo: "到“对账”里重新核对这一天，并按那里写的原因处理（常见的是账单接口没有签约）；确实核对不了的，在商家中心人工核对后写明。",
  },
  contract_mismatch: {
    title: "消息来自另一份合约",
    what: "收到一条签名有效的消息，但它说的付款是在另一份支付宝合约下发起的。订单没有因此改动，系统已按原来的合约主动查询。",
    todo: "正常情况下不会出现。请检查换下的旧合约的密钥是否外泄，尽快在支付宝作废它；查询结果以订单页为准。",
  },
  contract_gone: {
    title: "所用的合约没有配置",
    what: "这笔付款或退款是在一份支付宝合约下发起的，而这份合约已经不在配置里，系统无法查询它的结果，也不会用别的合约重做。",
    todo: "把这份合约按 ALIPAY_PREVIOUS_… 配回去并重启，系统会接着办完并自动销项；合约已经终止的，在支付宝商家中心按商户单号查明结果后写明处理。",
  },
  bill_only_there: {
    title: "账单有，店里没有",
    what: "支付宝当天的账单里有这笔收款，向支付宝查询后仍不能记入本店的账。",
    todo: "稍后重新对账，查到这笔交易就会记账；一直查不到的，在支付宝商家中心按交易号查明来源，属于本店订单就联系买家，否则在那里退款。",
  },
  bill_only_here: {
    title: "店里有，账单没有",
    what: "本店记了这笔收款，但支付宝当天的账单里没有它。",
    todo: "发货前先在支付宝商家中心按交易号确认钱是否到账；账单更正后重新对账，会自动销项。",
  },
  bill_amount_differs: {
    title: "账单金额不一致",
    what: "同一笔收款，支付宝账单和本店记的金额不一样。两边的记录都没有改动。",
    todo: "在支付宝商家中心核对实收金额，再与买家多退少补。",
  },
  bill_refund_differs: {
    title: "退款与账单不一致",
    what: "这笔退款只有一边的账上有，或者两边金额不一样。",
    todo: "在支付宝商家中心按退款单号核对，确认买家实际收到多少。",
  },
  bill_missing: {
    title: "拿不到账单",
    what: "这一天店里有收款或退款，但多次尝试后仍没有从支付宝取到账单，没能核对。系统不再自动重试。",
    todo: "检查账单接口的权限是否已签约，然后点“再试”；支付宝只保留最近六年的账单，更早的请到商家中心核对。",
  },
  bill_unreadable: {
    title: "账单读不出来",
    what: "支付宝这一天的账单取到了，但整份或其中几行读不出来，或者没能核对保存，所以这一天没有核对完。",
    todo: "点“再试”重新取一次；仍然不行的，请到支付宝商家中心下载这一天的账单人工核对，写明后标记为已处理。",
  },
};

/** How it resolved itself; `refundNo` where a refund did it. */
const resolvedAs: Record<ResolvedAs, string | ((refundNo: string) => string)> = {
  late_payment_taken: "订单关闭后到账，库存仍在，已恢复为已付款",
  refund_succeeded: "这笔退款后来成功了",
  refund_matched: "这笔退款已对上账，见订单的退款记录",
  refunded_in_full: (refundNo) => `已全额原路退款给买家（退款单号 ${refundNo}）`,
  contract_back: "这份合约已重新配置，系统接着办理",
  bill_agrees: "再次对账时两边已经一致，自动处理",
  other_business: "这是同一账号下其他业务的款项，不属于本店",
  went_on: "后来有了结果，自动处理",
  answered: "支付宝后来给出了明确的结果",
  proof_corrected: "是同一笔钱，交易号已按支付宝的记录更正",
};

export const text = {
  title: "异常",
  lead: "钱或消息对不上账的地方。每一条都要有人看过、处理过，再写明怎么处理的。",
  tabs: { open: "待处理", resolved: "已处理" },
  tabsLabel: "处理情况",
  nothingOpen: "没有待处理的异常",
  nothingOpenHint: "收到的每一笔钱都对得上账",
  nothingResolved: "还没有处理过的异常",
  kinds: kinds as Record<string, Explanation | undefined>,
  unknownKind: { title: "其他异常", what: "", todo: "请查看订单与通知记录。" },
  todo: "怎么办",
  order: "订单",
  amount: "金额",
  outTradeNo: "商户单号",
  tradeNo: "支付宝交易号",
  createdAt: "发现于",
  resolvedAt: "处理于",
  resolution: "处理说明",
  resolvedAs: resolvedAs as Record<string, string | ((refundNo: string) => string) | undefined>,
  detail: {
    title: "商品",
    most: "限购件数",
    bought: "已买件数",
    coupon: "优惠码名称",
    mostUses: "优惠码限用次数",
    day: "账单日",
    unreadable: "读不出的行数",
    line: "第一处在第几行",
    problem: "原因",
    billFen: "账单金额",
    ourFen: "本店金额",
    outRequestNo: "退款单号",
    expectedFen: "应付金额",
    sellerId: "收款方",
    contract: "合约",
    status: "状态",
    refundStatus: "退款状态",
    refundNo: "退款单号",
    code: "错误码",
    feeFen: "支付宝说已退",
    provenTradeNo: "凭证上的交易号",
    since: "从什么时候起",
    note: "上次的处理说明",
  } as Record<string, string>,
  refunds: "退款记录",
  refund: "原路退款",
  refundReason: "退款原因",
  refundReasonHint: "买家会在支付宝看到",
  refundHint: "剩下的钱全部原路退回付款的支付宝账户，不能撤销。退款完成后这条会自动了结。",
  refundSubmit: "确认退款",
  needReason: "请写明原因（2–100 个字）",
  resolve: "标记为已处理",
  note: "怎么处理的",
  noteHint: "例如：已在商家中心原路退款 ¥12.00，并电话告知买家",
  needNote: "请写明怎么处理的（至少 4 个字）",
  resolved: "已标记为处理",
  money: "这笔钱系统还没有开始退",
  moneyOptions: [
    { value: "goes_back", label: "仍由系统自动原路退款" },
    { value: "stays", label: "不退，钱留在店里" },
  ],
  needMoney: "请选择这笔钱退还是不退",
  notResolved: {
    not_open: "这条异常已经处理过了，请刷新后再看",
    refund_waits: "这笔钱将由系统自动原路退款，请先选择退还是不退；没有看到选项的，请刷新页面",
    refund_begun: "自动退款已经开始，钱不能再留下。请刷新后看退款记录",
  } satisfies Words<RefusalOf<typeof resolveDiscrepancy>>,
  retry: "再试",
  retried: "已安排立即再核对一次，请稍后刷新查看",
  notRetried: { nothing_open: "没有还在等待核对的退款消息，请刷新后再看" } satisfies Words<RefusalOf<typeof retryReportedRefunds>>,
  filter: "筛选",
  kind: "异常类型",
  allKinds: "全部类型",
  ofKind: (name: string, count: number) => `${name}（${count}）`,
  nothingOfKind: "没有这一类异常",
  notRefunded: {
    not_held: "这笔款项属于订单，请到订单页退款",
    other_business: "这笔款项的单号不是本店的，属于同一账号的其他业务，不能在这里退款",
    nothing_left: "这笔款项已经在退或已经退回，请刷新后再看",
    key_reused: keyReused,
  } satisfies Words<RefusalOf<typeof refundHeldPayment>>,
};
