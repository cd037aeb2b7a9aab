import { counted } from "@/lib/language/counted";
import { inBothLanguages } from "@/lib/language/words";
import type { RefusalOf, Words } from "@/lib/server/result";
import type { buyAgain } from "@/lib/shop/checkout/buy-again";
import { formatFen } from "@/lib/shop/money";
import type { confirmReceipt } from "@/lib/shop/orders/confirm-receipt";
import type { extendReceipt } from "@/lib/shop/orders/extend-receipt";
import type { OrderTab } from "@/lib/shop/orders/list-orders";
import type { lookUpOrder } from "@/lib/shop/orders/look-up-order";
import type { MoneyOfTheRest } from "@/lib/shop/orders/never-sent";
import type { CloseReason, OrderPhase, RefundMark, RefundStatus } from "@/lib/shop/orders/order";
import type { requestClose } from "@/lib/shop/payments/close-order";
import type { startPayment } from "@/lib/shop/payments/start-payment";
import type { requestRefund } from "@/lib/shop/refunds/requested/request-refund";
import type { withdrawRequest } from "@/lib/shop/refunds/requested/withdraw-request";
import { changeText } from "./change-text";

/** The words of the order pages but for those that come to life on the phone (script-text.ts). */
export const ordersText = inBothLanguages(
  {
    phases: {
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
    } satisfies Record<OrderPhase, string>,
    closeReasons: {
      expired: "超过付款时限，订单已自动关闭",
      buyer: "您取消了订单",
      owner: "商家关闭了订单",
      refunded: "订单已全额退款",
    } satisfies Record<CloseReason, string>,
    tabs: {
      all: "全部",
      to_pay: "待付款",
      to_ship: "待发货",
      to_receive: "待收货",
      after_sale: "售后",
      completed: "已完成",
    } satisfies Record<OrderTab, string>,
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
      /** Of all times on the page; empty where that goes without saying. */
      zone: "",
      payWith: "支付方式",
      alipay: "支付宝",
      elsewhere: "在其他设备查看",
      elsewhereHint: "用这个链接可以在任何手机或电脑上查看、支付此订单。链接相当于钥匙，只发给您信任的人。",
      myOrders: "我的订单",
      goOn: "继续逛逛",
      and: "，",
    },
    pay: {
      short: "去付款",
      tooOften: "操作太频繁，请稍等片刻再试",
      notVisible: "没有找到这个订单，请从“我的订单”重新进入",
      notStarted: "订单已提交，但还没能打开支付宝。订单会为您保留，请点“立即付款”再试一次。",
      paidBefore: "这张订单之前已经提交并付款，您刚才填写的内容没有改动它。要改收货信息请联系商家；要再买一份，请从商品页重新下单。",
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
      nth: (nth: number) => `包裹 ${nth} · `,
      content: (title: string, quantity: number) => `${title} × ${quantity}`,
      and: "；",
      copy: (trackingNo: string) => `复制单号 ${trackingNo}`,
      follow: "查物流",
      newTab: "（在新窗口打开快递100）",
      neverSent: "没有发出、也不再发的商品",
      moneyOfTheRest: {
        back: (paid: string, refunded: string) => `实付 ${paid}；本单已退款 ${refunded}`,
        partly: (paid: string, refunded: string, open: string) =>
          open
            ? `实付 ${paid}；本单只退了 ${refunded}，另有 ${open} 正在处理，还不够，可以联系商家`
            : `实付 ${paid}；本单只退了 ${refunded}，可以申请退款或联系商家`,
        under_way: (paid: string, refunded: string, open: string) =>
          `实付 ${paid}；本单已退款 ${refunded}${open && `，另有 ${open} 正在处理`}`,
        none: (paid: string, _refunded: string) => `实付 ${paid}，还没有退款，可以申请退款或联系商家`,
      } satisfies Record<MoneyOfTheRest, (paid: string, refunded: string, open: string) => string>,
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
      changing: () => changeText.notYet,
      sum_changed: ({ fromFen, toFen }) => changeText.sumChanged(fromFen === null ? null : formatFen(fromFen), formatFen(toFen)),
      address_changed: () => changeText.addressChanged,
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
      too_much: ({ leftFen }) => `最多可以申请 ${formatFen(leftFen)}`,
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
      marks: {
        requested: "退款申请中",
        refunding: "退款中",
        partly: "部分退款",
        refunded: "已退款",
      } satisfies Record<RefundMark, string>,
      statuses: {
        REQUESTED: "等待商家处理",
        PENDING: "退款中",
        DONE: "已退款",
        FAILED: "退款未成功",
        DECLINED: "商家没有同意",
        WITHDRAWN: "已撤回申请",
      } satisfies Record<RefundStatus, string>,
      /** For an order that waits to be shipped. */
      beforeShipping: {
        requested: "商家处理退款申请前不会发货，请留意结果",
        refunding: "退款正在处理，款项将原路退回您的支付宝账户",
      } as Partial<Record<RefundMark, string>>,
      title: "退款",
      sum: "已退金额",
      note: "商家说明：",
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
  },
  {
    phases: {
      to_pay: "Waiting for payment",
      confirming: "Checking your payment",
      closing: "Checking your payment",
      paid: "Paid, to be shipped",
      shipped: "On its way",
      completed: "Completed",
      closed: "Closed",
      closed_paid: "Closed, refund pending",
      closed_kept: "Closed",
      refunded: "Refunded",
    },
    closeReasons: {
      expired: "It was not paid in time and closed by itself",
      buyer: "You cancelled this order",
      owner: "The shop closed this order",
      refunded: "This order was refunded in full",
    },
    tabs: {
      all: "All",
      to_pay: "To pay",
      to_ship: "To ship",
      to_receive: "Sent",
      after_sale: "Refunds",
      completed: "Completed",
    },
    detail: {
      title: "Order details",
      payBefore: (clock) => `Please pay by ${clock} (China time), or the order closes by itself`,
      timeLeft: "Time left to pay:",
      confirming:
        "We are asking Alipay about your payment; this usually takes a few seconds. Please don’t pay again. You can safely leave this page.",
      confirmingHelp:
        "If it turns out you have not paid, you can go on paying. If this takes long, contact the shop with your order number.",
      lateResult: "Alipay has not given a clear answer yet. We keep asking.",
      lateResultHelp:
        "If you have paid: your money is safe, and the order will show as paid once Alipay confirms it; please don’t pay again. If you have not paid: nothing will be charged. If it is urgent, contact the shop with your order number.",
      unavailable: "Payment is not available right now",
      unavailableHelp:
        "Your order is kept; please come back later to pay. If you have paid already: your money is safe and this page will update by itself; please don’t pay again.",
      closing:
        "We are making sure with Alipay that this order was not paid; then it will be closed. A payment is never lost; please don’t pay again.",
      paid: "The shop is packing your order. The tracking number will show here",
      shipped: "Your order has been shipped",
      partlySent: (pieces) => `Part of your order has been shipped; ${counted(pieces, "item")} still to come`,
      completed: "All done. Thank you for your order",
      closedPaid:
        "We received your payment, but the order had been closed before. The refund is being processed; the money goes back to your Alipay account.",
      closedKept:
        "We received your payment, but the order had been closed before. The shop has dealt with it and there will be no automatic refund. If you have questions, contact the shop with your order number.",
      refunded: "What you paid has gone back to your Alipay account, and the order is closed.",
      receiver: "Shipping to",
      goods: "Items",
      itemsSum: "Items",
      shipping: "Shipping",
      freeShipping: "Free",
      total: "Paid",
      totalDue: "Total due",
      totalVoid: "Order total",
      about: "About this order",
      no: "Order no.",
      note: "Note",
      placedAt: "Placed",
      paidAt: "Paid",
      shippedAt: "Shipped",
      completedAt: "Completed",
      closedAt: "Closed",
      zone: "All times are China time (UTC+8).",
      payWith: "Paid with",
      alipay: "Alipay",
      elsewhere: "See it on another device",
      elsewhereHint:
        "This link shows the order on any phone or computer, where it can be paid too. It is like a key: send it only to people you trust.",
      myOrders: "My orders",
      goOn: "Keep shopping",
      and: ", ",
    },
    pay: {
      short: "Pay",
      tooOften: "That was a lot of tries. Please wait a moment",
      notVisible: "We could not find this order. Please open it from “My orders”",
      notStarted:
        "Your order is placed, but Alipay could not be opened yet. The order is kept for you; please tap “Pay with Alipay” to try again.",
      paidBefore:
        "This order was already placed and paid, and what you just typed did not change it. To change the address, contact the shop; to buy another one, order it again from the product’s page.",
    },
    cancel: {
      open: "Cancel order",
      back: "Keep it",
      question: "Cancel this order?",
      consequence: "This cannot be undone. You can place a new order any time.",
      button: "Cancel order",
      going: "Cancelling…",
    },
    parcels: {
      title: "Shipping",
      nth: (nth) => `Parcel ${nth} · `,
      content: (title, quantity) => `${title} × ${quantity}`,
      and: "; ",
      copy: (trackingNo) => `Copy tracking number ${trackingNo}`,
      follow: "Track parcel",
      newTab: "(opens kuaidi100 in a new window)",
      neverSent: "Not sent, and not to come",
      moneyOfTheRest: {
        back: (paid, refunded) => `${paid} was paid for this; ${refunded} of the order has been refunded`,
        partly: (paid, refunded, open) =>
          open
            ? `${paid} was paid for this; only ${refunded} of the order has been refunded and ${open} is under way, which is less. You can contact the shop`
            : `${paid} was paid for this; only ${refunded} of the order has been refunded. You can ask for a refund or contact the shop`,
        under_way: (paid, refunded, open) =>
          `${paid} was paid for this; ${refunded} of the order has been refunded${open && `, and ${open} is under way`}`,
        none: (paid) => `${paid} was paid for this and has not been refunded. You can ask for a refund or contact the shop`,
      },
      receiveIn: (days) => `Counts as received in ${counted(days, "day")}`,
      receiveAt: (time) => `(${time})`,
      extendRefusals: {
        not_waiting: "More time cannot be given now. Please reload the page",
        extended_already: "More time can be given only once",
      },
    },
    again: { refusals: { nothing_left: "None of these can be bought any more. Have a look at other products" } },
    receive: {
      open: "I have received it",
      back: "Not yet",
      question: "Have you received everything?",
      consequence: "The order is then complete.",
      button: "Yes, I have",
      going: "Sending…",
    },
    payRefusals: {
      paid: "This order is already paid",
      closed: "This order is closed. Please place a new one",
      confirming: "We are checking your payment. Please don’t pay again",
      unavailable: "Payment is not available right now. Your order is kept; please try again later",
      refused: "The payment could not be started. Please contact the shop",
      unknown: "Alipay did not answer. Your order is kept; please try again",
      on_phone: "Payment for this order was opened on a phone. Please scan the code above with your phone to go on",
      changing: () => changeText.notYet,
      sum_changed: ({ fromFen, toFen }) => changeText.sumChanged(fromFen === null ? null : formatFen(fromFen), formatFen(toFen)),
      address_changed: () => changeText.addressChanged,
    },
    cancelRefusals: {
      not_open: "This order is no longer waiting for payment. Please reload the page",
      paid: "This order is paid and cannot be cancelled",
    },
    refundRefusals: {
      nothing_paid: "There is nothing to refund for this order",
      erased: "The personal details of this order have been deleted. Please contact the shop",
      nothing_left: "Everything paid for this order has been refunded",
      asked_already: "A refund is already being handled. Please wait for it",
      too_often: "That was a lot of requests today. Please contact the shop",
      too_much: ({ leftFen }) => `You can ask for ${formatFen(leftFen)} at most`,
    },
    withdrawRefusals: {
      not_found: "We could not find this request. Please reload the page",
      declined: "The shop has already answered this request",
      accepted: "The shop has already agreed, so the request cannot be taken back",
    },
    receiveRefusals: {
      not_shipped: "This order has not been shipped yet, or was already received",
      not_all_sent: ({ pieces }) => `${counted(pieces, "item")} still to be shipped. Please wait until you have everything`,
    },
    refund: {
      marks: {
        requested: "Refund requested",
        refunding: "Being refunded",
        partly: "Partly refunded",
        refunded: "Refunded",
      },
      statuses: {
        REQUESTED: "Waiting for the shop",
        PENDING: "Being refunded",
        DONE: "Refunded",
        FAILED: "Refund failed",
        DECLINED: "Declined by the shop",
        WITHDRAWN: "Taken back",
      },
      beforeShipping: {
        requested: "The shop will not ship before it has answered your refund request",
        refunding: "Your refund is being processed; the money goes back to your Alipay account",
      },
      title: "Refunds",
      sum: "Refunded",
      note: "From the shop: ",
    },
    copy: { link: "Copy link" },
    guide: {
      title: "Please pay in your browser",
      why: "Alipay does not open inside this app. Your order is kept for you.",
      steps: ["Tap ··· in the top right corner", "Choose “Open in Browser”", "Tap “Pay with Alipay” on the page that opens"],
      otherwise: "Or copy the link and open it in your phone’s browser:",
      back: "Back to the order",
    },
    qr: {
      title: "Scan to pay with your phone",
      orTitle: "Or scan to pay with your phone",
      here: "Pay on this computer",
      how: "Scan the code with your phone’s camera or with “Scan” in Alipay, and pay on your phone. This page then updates by itself.",
      label: "QR code of the order’s link",
      tablet: "Using a phone or tablet? Turn off “Desktop site” in your browser and reload this page.",
    },
    list: {
      title: "My orders",
      tabsLabel: "Order status",
      empty: "No orders yet",
      emptyTab: "No orders here",
      emptyHint: "Ordered on another device?",
      lookup: "Find an order",
      addresses: "Addresses",
      newest: "Back to the newest",
      count: (pieces) => counted(pieces, "item"),
      goods: (title, kinds) => `${title} and ${kinds - 1} more`,
    },
    lookup: {
      title: "Find an order",
      intro: "Ordered on another phone or computer? Enter the order number and the recipient’s mobile number.",
      noInvalid: "Please enter the order number, digits only",
      crowded: "Too many requests from your network. Please try again later, or on another network",
      refusals: {
        not_found: "No such order. Please check the order number and the recipient’s mobile number",
        limited: ({ retryAfterS }) => `That was a lot of tries. Please try again in ${counted(Math.ceil(retryAfterS / 60), "minute")}`,
      },
    },
    notHere: {
      title: "This order is not shown here",
      hint: "Orders are shown only in the browser that placed them. On another browser or phone, find it by order number and the recipient’s mobile number.",
    },
    returned: {
      title: "No order found for this payment",
      body: "We don’t recognise this link; it may have expired. If you have just paid, don’t worry: Alipay tells us directly. Open your order to see it.",
    },
  },
);
