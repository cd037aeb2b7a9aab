/** The words of the error page: apart, since every page brings it along, and no other words should come with it. */
export const errorText = {
  home: "回到首页",
  failed: "出了点小问题",
  failedHint: "请再试一次；如果正在付款，结果以支付宝为准，订单不会丢",
  retry: "再试一次",
  updated: "店铺刚更新，请再试一次",
  code: (digest: string) => `错误编号 ${digest}`,
};
