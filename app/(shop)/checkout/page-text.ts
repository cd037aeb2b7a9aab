import { inBothLanguages } from "@/lib/language/words";

/** The words of the checkout that the server puts into the page. */
export const pageText = inBothLanguages(
  {
    title: "确认订单",
    /** One choice for the whole shop: lib/shop/promotions/quote-discounts.ts. */
    freeBefore: "满额包邮按优惠前的商品金额计算",
    coupon: {
      title: "优惠码",
      placeholder: "有优惠码请填在这里",
      apply: "使用",
      remove: "不使用",
    },
    inUse: (code: string) => `已使用 ${code}`,
    payWith: "支付方式",
    alipay: "支付宝",
    unavailable: "支付暂时不可用，现在不能下单。您填写的内容会保留，请稍后再来；已付款的订单不受影响，可在“我的订单”查看。",
    empty: {
      title: "没有要结算的商品",
      hint: "如果您刚刚提交过订单，可以在“我的订单”里继续付款。",
      cart: "去购物车",
      orders: "我的订单",
    },
  },
  {
    title: "Checkout",
    freeBefore: "Free shipping is counted before discounts",
    coupon: {
      title: "Coupon code",
      placeholder: "If you have one",
      apply: "Apply",
      remove: "Remove",
    },
    inUse: (code) => `${code} applied`,
    payWith: "Pay with",
    alipay: "Alipay",
    unavailable:
      "Payment is not available right now, so no orders can be placed. What you typed is kept; please come back later. Orders that are paid are not affected: see “My orders”.",
    empty: {
      title: "Nothing to check out",
      hint: "If you have just placed an order, you can pay for it in “My orders”.",
      cart: "Go to cart",
      orders: "My orders",
    },
  },
);
