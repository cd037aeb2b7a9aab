import type { Count } from "@/lib/shop/count";

/** How long, in the words of a sentence: 3 分钟, 2 小时 5 分钟. */
function span(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  const hours = Math.floor(minutes / 60);
  return [hours > 0 && `${hours} 小时`, (minutes % 60 > 0 || hours === 0) && `${minutes % 60} 分钟`].filter(Boolean).join(" ");
}

const workNames: Record<string, string> = {
  first_questions: "首次查询付款",
  orders: "核对付款",
  untried_orders: "超时关单",
  order_changes: "店主修改的订单",
  notices: "核对未确认的通知",
  refunds: "退款",
  reported_refunds: "核对支付宝的退款消息",
  unusable_payments: "自动退回多付的钱",
  opening_days: "安排对账",
  days: "对账",
  stuck: "查找滞留",
  self_check: "账目自检",
  contracts: "核对合约",
  alerts: "发送提醒",
  old_alerts: "结束过期的提醒",
  buyer_words: "通知买家",
  old_buyer_words: "结束过期的买家通知",
  clocks: "校对时钟",
  backups: "查看备份",
  imports: "导入商品",
  shipments: "批量发货",
  search_words: "准备搜索",
  receipts: "自动确认收货",
  sweep: "清理",
  pictures: "清理删除的图片",
  unnamed_pictures: "清理没用的图片",
  promotions: "满减到点开始和结束",
};
const clockOf: Record<string, string> = { alipay: "支付宝", database: "数据库" };

export const text = {
  title: "概览",
  toShip: "待发货",
  shipHint: "从等得最久的订单开始，一单接一单",
  shipNow: "逐单发货",
  toPay: "待付款",
  loud: (open: Count) => `有 ${open} 条异常等您处理`,
  loudHint: "有钱或消息对不上账，请尽快查看",
  refunds: (waiting: Count) => `有 ${waiting} 笔退款等您处理`,
  refundsHint: "买家在等：请答复申请，或到支付宝页面确认退款",
  see: "去处理",
  nextToShip: "最早待发货",
  allToShip: "全部待发货",
  nothingToShip: "没有待发货的订单",
  paidAt: "付款于",
  worker: "后台任务",
  workerOk: "运行正常",
  workerSilent: (names: string[]) =>
    names.length > 0 ? `没有响应：${names.join("、")}，请重启程序` : "没有响应：超时关单和自动核对已停止，请重启程序",
  workerBeat: "最近一次",
  workNames,
  gatewayOk: "支付宝应答正常",
  gatewayDown: "支付宝没有应答，始于",
  gatewayDownHint: "程序会隔一会儿再问，恢复后自动补上；已付的款不会丢",
  clockOf,
  clock: (whose: string, ms: number, isAhead: boolean) => `本机时钟比${whose}${isAhead ? "快" : "慢"} ${span(ms)}`,
  clockHint: "时钟不准，付款时限和签名时间都会出错：请让服务器自动校时（NTP）",
  backup: (isLate: boolean) => (isLate ? "备份太旧了" : "最近一次备份没有成功"),
  backupLast: "最近一次成功的备份：",
  backupNone: "还没有任何备份",
  backupHint: "请查看备份磁盘是否可写、空间是否够，再运行 npm run backup（docs/operations.md）",
  pictureRoom: (used: string, most: string) => `退款凭证的图片已占 ${used}，上限是 ${most}`,
  pictureRoomHint: "满了以后，买家申请退款时传不了图片。请尽快答复退款申请，或调大 MAX_REFUND_PICTURES_MB。",
  visitors: (address: string) => `顾客的来访地址都成了内网地址（${address}）`,
  visitorsHint:
    "前面的代理或 CDN 没有转达顾客的真实地址，全店顾客会共用一份限额：请核对 TRUSTED_PROXY_HOPS（docs/operations.md）。如果只是您从店内局域网打开，可不理会",
  workerLate: (overdue: Count) => `${overdue} 个订单的核对晚了 3 分钟以上`,
};
