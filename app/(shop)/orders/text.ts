import type { RefusalOf, Words } from "@/lib/server/result";
import type { buyAgain } from "@/lib/shop/checkout/buy-again";
import { formatFen } from "@/lib/shop/money";
import type { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import type { extendReceipt } from "@/lib/shop/orders/extend-receipt";
import type { OrderTab } from "@/lib/shop/orders/list-orders";
import type { lookUpOrder } from "@/lib/shop/orders/look-up-order";
import type { CloseReason, OrderPhase, RefundMark, RefundStatus } from "@/lib/shop/orders/order";
import type { requestClose } from "@/lib/shop/payments/close-order";
import type { startPayment } from "@/lib/shop/payments/start-payment";
import type { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import type { withdrawRequest } from "@/lib/shop/refunds/requested/withdraw-request";
import { changeText } from "./change-text";
import { refundText } from "./refund-text";

const phases: Record<OrderPhase, string> = {
  to_pay: "待付款",
  confirming: "支付结果确认中",
  closing: "支付结果确认中",
  paid: "已付款，待发货",
  shipped: "待收货",
  completed: "已完成",
  closed: "已关闭",
  closed_paid: "已关闭，待退款",
  closed_kept: "已关闭",
  refunded: "已退款",
};

const closeReasons: Record<CloseReason, string> = {
  expired: "超过付款时限，订单已自动关闭",
  buyer: "您取消了订单",
  owner: "商家关闭了订单",
  refunded: "订单已全额退款",
};

const refundMarks: Record<RefundMark, string> = {
  requested: "退款申请中",
  refunding: "退款中",
  partly: "部分退款",
  refunded: "已退款",
};

const refundStatuses: Record<RefundStatus, string> = {
  REQUESTED: "等待商家处理",
  PENDING: "退款中",
  DONE: "已退款",
  FAILED: "退款未成功",
  DECLINED: "商家没有同意",
  WITHDRAWN: "已撤回申请",
};

const tabs: Record<OrderTab, string> = {
  all: "全部",
  to_pay: "待付款",
  to_ship: "待发货",
  to_receive: "待收货",
  after_sale: "售后",
  completed: "已完成",
};

/** The words of the order pages but for those that come to the phone as scripts (script-text.ts). */
export const ordersText = {
  phases,
  closeReasons,
  tabs,
  detail: {
    title: "订单详情",
    payBefore: (clock: string) => `请在 ${clock} 前完成付款，超时订单将自动关闭`,
    timeLeft: "剩余付款时间",
    confirming: "正在向支付宝核实付款结果，一般只要几秒。请勿重复支付，您可以放心离开此页。",
    confirmingHelp: "核实后如未付款，可以继续付款。长时间没有结果，请凭订单号联系商家。",
    lateResult: "支付宝暂时没有给出可以核实的结果，系统会一直核对下去。",
    lateResultHelp:
      "如果您已经付款：钱是安全的，核实后订单会自动变为已付款，请勿重复支付。如果没有付款：不会扣款。急用请凭订单号联系商家。",
    unavailable: "支付暂时不可用",
    unavailableHelp: "订单已为您保留，请稍后再来付款。如果您已经付过款：钱是安全的，系统核实后会自动更新，请勿重复支付。",
    closing: "正在向支付宝确认这笔订单没有付款，确认后订单将关闭。已经付款的不会丢失，请勿重复支付。",
    paid: "商家正在备货，发货后可在这里查看物流单号",
    shipped: "商品已发出，请留意收货",
    partlySent: (pieces: number) => `已发出一部分，还有 ${pieces} 件待发`,
    completed: "交易完成，感谢惠顾",
    closedPaid: "我们收到了您的付款，但订单此前已关闭。退款正在处理，款项将原路退回您的支付宝账户。",
    closedKept: "我们收到了您的付款，但订单此前已关闭。商家已对这笔款项作出处理，不再自动退款；如有疑问，请凭订单号联系商家。",
    refunded: "您付的款项已原路退回支付宝账户，订单已关闭。",
    courier: "快递公司",
    trackingNo: "快递单号",
    receiver: "收货信息",
    goods: "商品",
    itemsSum: "商品金额",
    shipping: "运费",
    freeShipping: "包邮",
    total: "实付款",
    totalDue: "应付款",
    totalVoid: "订单金额",
    about: "订单信息",
    no: "订单编号",
    note: "备注",
    placedAt: "下单时间",
    paidAt: "付款时间",
    shippedAt: "发货时间",
    completedAt: "完成时间",
    closedAt: "关闭时间",
    payWith: "支付方式",
    alipay: "支付宝",
    elsewhere: "在其他设备查看",
    elsewhereHint: "用这个链接可以在任何手机或电脑上查看、支付此订单。链接相当于钥匙，只发给您信任的人。",
    myOrders: "我的订单",
    goOn: "继续逛逛",
    refreshByHand: "刷新页面",
  },
  pay: {
    short: "去付款",
    tooOften: "操作太频繁，请稍等片刻再试",
    notVisible: "没有找到这个订单，请从“我的订单”重新进入",
    notStarted: "订单已提交，但还没能打开支付宝。订单会为您保留，请点“立即付款”再试一次。",
    paidBefore: "这张订单之前已经提交并付款，您刚才填写的内容没有改动它。要改收货信息请联系商家；要再买一份，请从商品页重新下单。",
    demo: "演示模式：由模拟器代替支付宝，不会产生真实扣款",
  },
  cancel: {
    open: "取消订单",
    back: "先不取消",
    question: "确定取消这个订单吗？",
    consequence: "取消后不能恢复，需要时可重新下单。",
    button: "确认取消",
    going: "正在取消…",
  },
  parcels: {
    title: "物流",
    nth: (nth: number, courier: string) => `包裹 ${nth} · ${courier}`,
    content: (title: string, quantity: number) => `${title} × ${quantity}`,
    copy: (trackingNo: string) => `复制单号 ${trackingNo}`,
    follow: "查物流",
    newTab: "（在新窗口打开快递100）",
    receiveIn: (days: number) => `还有 ${days} 天自动确认收货`,
    receiveAt: (time: string) => `（${time}）`,
    extendRefusals: {
      not_waiting: "这个订单现在不能延长收货，请刷新后再看",
      extended_already: "收货时间只能延长一次",
    } satisfies Words<RefusalOf<typeof extendReceipt>>,
  },
  again: {
    refusals: { nothing_left: "这些商品现在都买不到了，看看别的吧" } satisfies Words<RefusalOf<typeof buyAgain>>,
  },
  receive: {
    open: "确认收货",
    back: "还没收到",
    question: "已经收到商品了吗？",
    consequence: "确认后订单完成。",
    button: "确认收货",
    going: "正在提交…",
  },
  payRefusals: {
    paid: "这个订单已经付款，无需再付",
    closed: "订单已关闭，请重新下单",
    confirming: "正在确认支付结果，请勿重复支付",
    unavailable: "支付暂时不可用，订单已为您保留，请稍后再试",
    refused: "暂时无法发起支付宝付款，请联系商家",
    unknown: "支付宝暂时没有回应，订单已保留，请再试一次",
    on_phone: "这个订单已经在手机上打开了付款，请用手机扫描上面的二维码继续付款",
    changing: changeText.notYet,
    sum_changed: ({ fromFen, toFen }) => changeText.sumChanged(fromFen === null ? null : formatFen(fromFen), formatFen(toFen)),
  } satisfies Words<RefusalOf<typeof startPayment>>,
  cancelRefusals: {
    not_open: "这个订单已不在待付款状态，请刷新后再看",
    paid: "订单已经付款，不能关闭",
  } satisfies Words<RefusalOf<typeof requestClose>>,
  refundRefusals: {
    nothing_paid: "这个订单没有可以退的款项",
    erased: "这个订单的个人信息已经删除，请直接联系商家",
    nothing_left: "这个订单的款项已经全部退回",
    asked_already: "已经有一笔退款在处理，请等待结果",
    too_often: "今天申请的次数太多了，请直接联系商家",
    too_much: ({ leftFen }) => refundText.tooMuch(formatFen(leftFen)),
  } satisfies Words<RefusalOf<typeof requestRefund>>,
  withdrawRefusals: {
    not_found: "没有找到这个退款申请，请刷新后再看",
    declined: "商家已经答复了这个申请，无需再撤回",
    accepted: "商家已经同意退款，不能再撤回",
  } satisfies Words<RefusalOf<typeof withdrawRequest>>,
  receiveRefusals: {
    not_shipped: "订单还没有发货，或者已经确认过收货",
    not_all_sent: ({ pieces }) => `还有 ${pieces} 件没有发出，收齐后再确认收货`,
  } satisfies Words<RefusalOf<typeof confirmReceipt>>,
  refund: {
    marks: refundMarks,
    statuses: refundStatuses,
    /** For an order that waits to be shipped. */
    beforeShipping: {
      requested: "商家处理退款申请前不会发货，请留意结果",
      refunding: "退款正在处理，款项将原路退回您的支付宝账户",
    } as Partial<Record<RefundMark, string>>,
    title: "退款",
    sum: "已退金额",
    note: "商家说明",
    needReason: "请写明退款原因（2–85 个字）",
  },
  copy: { link: "复制链接" },
  guide: {
    title: "请在浏览器中打开付款",
    why: "当前应用内无法使用支付宝，订单已为您保留。",
    steps: ["点击右上角的 ··· 按钮", "选择“在浏览器打开”", "在打开的页面里点“立即付款”"],
    otherwise: "或者复制链接，粘贴到手机浏览器中打开：",
    back: "返回订单",
  },
  qr: {
    title: "请用手机扫码付款",
    orTitle: "也可以用手机扫码付款",
    here: "在这台电脑上付款",
    how: "用手机相机或支付宝“扫一扫”扫描二维码，在手机上完成付款。付款后此页会自动更新。",
    label: "订单链接二维码",
    tablet: "正在用手机或平板浏览？请关闭浏览器的“桌面版网站”后刷新此页。",
  },
  list: {
    title: "我的订单",
    tabsLabel: "订单状态",
    empty: "还没有订单",
    emptyTab: "这里还没有订单",
    emptyHint: "在其他设备下的单？可以用订单号和手机号查询。",
    lookup: "订单查询",
    addresses: "收货地址",
    newest: "回到最新订单",
    count: (pieces: number) => `共 ${pieces} 件`,
    view: "查看详情",
    goods: (title: string, kinds: number) => `${title} 等 ${kinds} 种商品`,
  },
  lookup: {
    title: "订单查询",
    intro: "在其他手机或电脑下的单，填写订单编号和收货手机号即可查看。",
    noInvalid: "请填写订单编号，只含数字",
    crowded: "当前网络访问太频繁，请稍后再试，或换一个网络",
    refusals: {
      not_found: "没有找到订单，请核对订单号和手机号",
      limited: ({ retryAfterS }) => `查询次数过多，请 ${Math.ceil(retryAfterS / 60)} 分钟后再试`,
    } satisfies Words<RefusalOf<typeof lookUpOrder>>,
  },
  notHere: {
    title: "在这里没有找到这个订单",
    hint: "订单只在下单的浏览器里显示。换了浏览器或手机，请凭订单编号和收货手机号查询。",
  },
  returned: {
    title: "没有找到这笔支付的订单",
    body: "这个返回链接无法识别，可能已经失效。如果您刚刚完成付款，请放心：付款结果由支付宝直接通知我们，打开订单即可查看。",
  },
};
