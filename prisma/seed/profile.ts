/** What the demo shop says of itself. Nobody has its telephone number. */
export const profile = {
  name: "小铺",
  tagline: "茶叶、水果与家居好物",
  announcement: "演示店铺：可以随意下单，用模拟的支付宝付款，不会真的扣钱。",
  hotWords: ["龙井", "脐橙", "曲奇", "蜂蜜", "马克杯", "钢笔"],
  phone: "0571-00000000",
  businessHours: "每天 9:00–21:00",
  dispatchPolicy: "付款后 48 小时内发货，节假日顺延。发货后可以在订单里看到快递公司和单号。",
  returnPolicy: `自签收次日起 7 天内，商品完好的可以无理由退货，退货运费由顾客承担；水果等鲜活易腐的商品除外。
商品有质量问题、发错或少发的，请联系我们，来回运费由我们承担。`,
  privacyPolicy: `我们只收集寄送商品所需要的姓名、手机号码和收货地址，交给承运的快递公司；付款由支付宝完成。
在“我的”里可以随时忘记这台设备；也可以联系我们查询、更正或删除您的信息。`,
  licenceExemption: "演示店铺，不销售任何商品",
};
