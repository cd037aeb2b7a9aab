/**
 * The words of the error page: apart, since every page brings it along, and no other words should come with it. In both languages at
 * once, since it may stand in for everything that knows which one is spoken.
 */
export const errorText = {
  "zh-CN": {
    home: "回到首页",
    failed: "出了点小问题",
    failedHint: "请再试一次；如果正在付款，结果以支付宝为准，订单不会丢",
    retry: "再试一次",
    updated: "店铺刚更新，请再试一次",
    code: "错误编号",
  },
  en: {
    home: "Back to the shop",
    failed: "Something went wrong",
    failedHint: "Please try again. If you were paying, Alipay has the last word, and your order is not lost",
    retry: "Try again",
    updated: "The shop was just updated. Please try again",
    code: "Error code",
  },
};
