import { counted } from "@/lib/language/counted";
import { inBothLanguages } from "@/lib/language/words";
import type { RefusalOf, Words } from "@/lib/server/result";
import { MAX_LINES, MAX_QUANTITY } from "@/lib/shop/catalog/product";
import type { checkOut } from "@/lib/shop/checkout/check-out";
import { formatFen } from "@/lib/shop/money";
import { provinceName } from "../province-text";

const nameOf = ({ title, variantName }: { title: string; variantName: string }) => [title, variantName].filter(Boolean).join(" ");

/** What the checkout's action answers. */
export const answerText = inBothLanguages(
  {
    /** The page comes back with the goods as they are now, and says at each line what changed. */
    refusals: {
      empty: "请先选择要购买的商品",
      closed: ({ standing, note }) =>
        standing === "preparing"
          ? "店铺还没有开业，暂时不能下单。订单没有提交，也没有扣款。"
          : `店铺暂停营业，暂时不能下单${note ? `：${note}` : ""}。订单没有提交，也没有扣款，您填写的内容都在。`,
      too_many: ({ of }) =>
        of === "lines" ? `一次最多购买 ${MAX_LINES} 种商品，请分开下单` : `每种商品一次可购买 1 至 ${MAX_QUANTITY} 件`,
      too_expensive: "订单金额过大，请分开下单",
      price_changed: "商品价格有变化，已更新为最新价格，请确认后再次提交",
      freight_changed: ({ fromFen, toFen }) =>
        `运费按收货地区是 ${formatFen(toFen)}${fromFen > 0 ? `（刚才显示 ${formatFen(fromFen)}）` : ""}，合计已更新，请确认后再次提交`,
      discount_changed: ({ fromFen, toFen }) =>
        `优惠现在是 ${formatFen(toFen)}（刚才显示 ${formatFen(fromFen)}），合计已更新，请确认后再次提交`,
      coupon_unusable: "这个优惠码无效或已过期",
      coupon_no_goods: "所选商品不能使用这个优惠码",
      coupon_short: ({ missingFen }) => `还差 ${formatFen(missingFen)} 才能使用这个优惠码`,
      coupon_used_up: "这个优惠码已经用完了",
      coupon_held: "这个优惠码正被未付款的订单占用，请先付款，或稍后再试",
      coupon_limit: ({ most }) => `这个优惠码每人限用 ${most} 次（同一收货手机号已付款的也算），您已用过`,
      undeliverable: ({ province, goods }) =>
        `${goods.map((line) => `“${nameOf(line)}”`).join("、")}不发往${provinceName(province)}，请改收货地址，或回去移除后再提交`,
      sold_out: "库存不足，已按现有库存调整，请确认后再次提交",
      off_sale: "有商品已下架，已从本次订单中移除，请确认后再次提交",
      unavailable: "支付暂时不可用，订单没有提交，也没有扣款。您填写的内容都在，请稍后再点“提交订单”。",
      paid_before: "这张订单之前已经提交并付款，请到“我的订单”查看",
      order_changed: "商家修改过这张订单，请到“我的订单”查看",
      over_limit: ({ title, per, most, bought }) => {
        if (per === "order") return `“${title}”每单限购 ${most} 件，请减少数量后再提交`;
        // The same words whether it is this browser's orders or those of a phone number, which anybody can type.
        const had = bought > 0 ? `，您已下单 ${bought} 件` : "";
        return `“${title}”每人限购 ${most} 件（同一收货手机号已付款的也算）${had}，请减少数量，或不再购买这件`;
      },
      unpaid_orders: ({ most }) => `您有 ${most} 个订单还没付款，请先付款或取消，再提交新订单`,
      held_too_much: ({ goods, left }) =>
        left > 0
          ? `“${goods}”现在最多还能为您预留 ${left} 件，请减少数量；付款后可以继续购买`
          : `您未付款的订单里已有不少“${goods}”，请先付款或取消，再继续购买`,
      too_often: ({ minutes }) => `下单次数过多，请约 ${minutes} 分钟后再试；您填写的内容都在`,
      network_full: ({ goods }) =>
        `您所在的网络有较多${goods === null ? "" : `“${goods}”的`}订单还没付款。您如有未付款的订单，请先付款或取消；也可以过几分钟再试，或换一个网络`,
    } satisfies Words<RefusalOf<typeof checkOut>>,
    couponGone: (why: string) => `${why}。本单先不使用优惠码，合计已更新，请确认后再次提交`,
    couponTaken: (sum: string) => `优惠码可用，已减 ${sum}，合计已更新。请确认后再点“提交订单”`,
    couponEmpty: "请先填写优惠码",
    noteTooLong: "备注最多 50 个字",
    nobody: "当前网络访问太频繁，请稍后再试，或换一个网络",
    triedTooOften: (minutes: number) => `优惠码试得太多，请约 ${minutes} 分钟后再试`,
    unpaid: "查看待付款订单",
    stale: "页面已过期，请刷新后重试",
  },
  {
    refusals: {
      empty: "Please choose what you want to buy first",
      closed: ({ standing, note }) =>
        standing === "preparing"
          ? "The shop is not open yet, so no orders can be placed. Nothing was ordered and nothing charged."
          : `The shop is taking a break, so no orders can be placed${note ? `: ${note}` : ""}. Nothing was ordered and nothing charged; what you typed is still here.`,
      too_many: ({ of }) =>
        of === "lines"
          ? `An order can have ${MAX_LINES} products at most. Please place two orders`
          : `You can buy 1 to ${MAX_QUANTITY} of each product at a time`,
      too_expensive: "The order is too large. Please place two orders",
      price_changed: "Prices have changed and are now up to date. Please check and place the order again",
      freight_changed: ({ fromFen, toFen }) =>
        `Shipping to this area is ${formatFen(toFen)}${fromFen > 0 ? ` (it said ${formatFen(fromFen)})` : ""}. The total is up to date; please check and place the order again`,
      discount_changed: ({ fromFen, toFen }) =>
        `The discount is now ${formatFen(toFen)} (it said ${formatFen(fromFen)}). The total is up to date; please check and place the order again`,
      coupon_unusable: "This coupon code is not valid, or has expired",
      coupon_no_goods: "This coupon code does not apply to the items you chose",
      coupon_short: ({ missingFen }) => `Another ${formatFen(missingFen)} is needed to use this coupon code`,
      coupon_used_up: "This coupon code has been used up",
      coupon_held: "This coupon code is held by an order that is not paid yet. Please pay for it first, or try again later",
      coupon_limit: ({ most }) =>
        `This coupon code can be used ${counted(most, "time")} per person (paid orders to the same phone number count), and you have used it`,
      undeliverable: ({ province, goods }) =>
        `${goods.map((line) => `“${nameOf(line)}”`).join(", ")} can’t be shipped to ${provinceName(province)}. Please change the address, or go back and remove what can’t be shipped`,
      sold_out: "There is not enough in stock. We have adjusted the quantities; please check and place the order again",
      off_sale: "Something is no longer sold and was taken out of this order. Please check and place the order again",
      unavailable:
        "Payment is not available right now. Nothing was ordered and nothing charged. What you typed is still here; please tap “Place order” again later.",
      paid_before: "This order was already placed and paid. Please see “My orders”",
      order_changed: "The shop has changed this order. Please see “My orders”",
      over_limit: ({ title, per, most, bought }) => {
        if (per === "order") return `“${title}” is limited to ${most} per order. Please reduce the quantity`;
        const had = bought > 0 ? `; you have ordered ${bought}` : "";
        return `“${title}” is limited to ${most} per person (paid orders to the same phone number count)${had}. Please reduce the quantity, or leave it out`;
      },
      unpaid_orders: ({ most }) => `You have ${counted(most, "order")} not paid yet. Please pay or cancel before you place another`,
      held_too_much: ({ goods, left }) =>
        left > 0
          ? `We can hold only ${left} more of “${goods}” for you. Please reduce the quantity; you can buy more once you have paid`
          : `Your unpaid orders already hold a lot of “${goods}”. Please pay or cancel before you buy more`,
      too_often: ({ minutes }) =>
        `That was a lot of orders. Please try again in about ${counted(minutes, "minute")}; what you typed is still here`,
      network_full: ({ goods }) =>
        `Many orders${goods === null ? "" : ` for “${goods}”`} from your network are not paid yet. If any are yours, please pay or cancel them; or try again in a few minutes, or on another network`,
    },
    couponGone: (why) => `${why}. This order goes without it for now and the total is up to date; please check and place the order again`,
    couponTaken: (sum) => `Coupon applied: ${sum} off. The total is up to date; please check, then tap “Place order”`,
    couponEmpty: "Please enter a coupon code first",
    noteTooLong: "A note can have 50 characters at most",
    nobody: "Too many requests from your network. Please try again later, or on another network",
    triedTooOften: (minutes) => `That was a lot of coupon codes. Please try again in about ${counted(minutes, "minute")}`,
    unpaid: "See unpaid orders",
    stale: "This page is out of date. Please reload it and try again",
  },
);
