import type { FormWords } from "@/lib/server/action";

/** The words of what is not found, of every form, and of the app's own description. */
export const appText = {
  notFound: "页面走丢了",
  notFoundHint: "链接可能失效，或者商品已经下架",
  /** The page for a form that was sent without JavaScript from before a deploy. */
  outdated: {
    title: "店铺刚更新，请再点一次",
    hint: "刚才的提交没有成功，什么都没有改变，也没有扣款。请回到刚才的页面，再提交一次。",
    typed: "您刚才填写的内容在这里，长按可以复制：",
    back: "回到刚才的页面",
    fields: {
      name: "收货人 / 名称",
      phone: "手机号",
      region: "所在地区",
      detail: "详细地址",
      note: "备注",
      reason: "原因",
      courier: "快递公司",
      trackingNo: "快递单号",
      code: "优惠码",
      paste: "整段收货信息",
      ownerNote: "店主备注",
      amount: "金额",
      resolution: "处理说明",
      title: "商品名称",
      subtitle: "副标题",
      description: "商品描述",
      keywords: "关键词",
    },
  },
  /** For a form that was not sent from a page at the shop's own address. */
  crossSite: (shopUrl: string) => `请求来源不正确，请打开 ${shopUrl} 后再试`,
  busy: "现在访问的人很多，请过几秒再试",
  tooBig: "填写的内容太长，请缩短后再试",
  malformed: "表单没有完整送达，请刷新页面后再试",
  form: {
    invalid: "请检查填写的内容",
    failed: "系统开小差了，请稍后再试",
  } satisfies FormWords,
  description: "支付宝付款，放心下单",
  orders: "我的订单",
  offline: {
    title: "现在打不开店铺，可能没有网络",
    hint: "付款不受影响：付了的钱，网络恢复后会显示在订单里。",
    again: "再试一次",
    seen: "上次看到的订单",
    seenHint: "这是上次打开时的样子，最新状态要连上网络才看得到。",
    seenAt: "看到于",
  },
};
