import type { RefusalOf, Words } from "@/lib/server/result";
import type { ColourName } from "@/lib/shop/profile/colour";
import type { ProfilePicture, ShopProfile } from "@/lib/shop/profile/profile";
import type { saveProfile } from "@/lib/shop/profile/save-profile";
import { movedText, uploadRefusals } from "../../form/text";
import { text as common } from "../../text";

export const text = {
  title: common.settings,
  lead: "这里写的内容顾客会在店里看到；留空的不显示。",
  look: "看店铺",
  synonyms: "搜索同义词",
  save: "保存",
  saved: "已保存，店里已经更新",
  notSaved: { moved: movedText } satisfies Words<RefusalOf<typeof saveProfile>>,
  parts: {
    basics: { title: "店铺", hint: "" },
    contact: { title: "联系方式", hint: "" },
    policies: {
      title: "发货、退换与隐私",
      hint: "没有保存过的会先填上建议文字：请改成您真正做得到的，保存后顾客才会看到。",
    },
    filings: {
      title: "备案与执照",
      hint: "网站备案号必须显示在首页底部并链接到备案系统；营业执照信息（或无需办理的原因）应在首页显著位置公示。",
    },
  },
  labels: {
    name: "店名",
    tagline: "一句话介绍",
    announcement: "公告",
    hotWords: "热门搜索",
    paymentSubject: "支付宝账单里的名称",
    phone: "电话",
    wechat: "微信号",
    businessHours: "营业时间",
    returnAddress: "退货地址",
    dispatchPolicy: "发货说明",
    returnPolicy: "退换说明",
    privacyPolicy: "隐私政策",
    icpNumber: "ICP 备案号",
    policeNumber: "公安备案号",
    licenceHolder: "执照名称",
    licenceCode: "统一社会信用代码",
    licenceExemption: "无需执照的原因",
    logo: "店标",
    wechatPicture: "微信二维码",
    licencePicture: "营业执照照片",
    themeColour: "主题色",
  } satisfies Record<keyof ShopProfile, string>,
  hints: {
    name: "显示在首页、浏览器标题和支付宝账单里",
    tagline: "例如“茶叶、水果与家居好物”",
    announcement: "显示在首页顶部，例如放假和发货安排；没有就留空",
    hotWords: "搜索页里给顾客点的词，用空格隔开，最多 12 个",
    paymentSubject: "后面会接上订单号；留空就是“店名＋订单”",
    businessHours: "例如“每天 9:00–21:00”",
    returnAddress: "收件人、电话和地址；顾客寄回商品时用",
    icpNumber: "例如“浙ICP备2026000001号-1”",
    policeNumber: "例如“浙公网安备33010602000001号”",
    licenceCode: "18 位，印在营业执照上",
    licenceExemption: "没有执照时填写，例如“个人销售自产农副产品”",
  } as Partial<Record<keyof ShopProfile, string>>,
  pictures: {
    title: "图片",
    hint: "JPEG、PNG、WebP，最大 6 MB。照片里的拍摄地点等信息会被去掉。",
    hints: {
      logo: "显示在首页、关于本店和浏览器标签上；会裁成正方形",
      wechatPicture: "在微信里保存“我的二维码”，顾客在“关于本店”里长按识别",
      licencePicture: "显示在“营业执照”页，从每页底部可以打开；不会裁切",
    } satisfies Record<ProfilePicture, string>,
    none: "还没有",
    choose: (label: string) => `选择${label}的图片`,
    upload: "上传",
    replace: "换一张",
    remove: "移除",
    takeAway: (label: string) => `移除${label}`,
    gone: "图片已移除",
    outcomes: {
      stored: "图片已更新",
      ...uploadRefusals,
    },
  },
  receipt: {
    title: "自动确认收货",
    hint: "最后一个包裹发出这么多天后，买家没有确认的订单自动算已收货；买家可以延长一次。退款没有了结时不会自动确认。",
    days: "天数",
    daysHint: "0 到 60；填 0 就只由买家自己确认。改动从以后发出的订单开始算。",
    needDays: "请填 0 到 60 的整数",
  },
  colour: {
    title: "主题色",
    hint: "店里的按钮、价格和店名用它；支付宝的蓝色按钮和后台不变。",
    names: {
      vermilion: "朱红",
      rose: "玫红",
      plum: "绛紫",
      indigo: "靛蓝",
      teal: "青",
      pine: "松绿",
      moss: "苔绿",
      tea: "茶褐",
      ink: "玄",
    } satisfies Record<ColourName, string>,
    own: "自选",
    typed: "自选颜色",
    typedHint: "选“自选”时填写，例如 #1f6b4a；要够深，白字和它的对比度至少 4.5:1",
    choose: "请选一种颜色",
    unreadable: "请写成 # 加六位，例如 #1f6b4a",
    tooPale: "这个颜色太浅：白字在它上面看不清（对比度不到 4.5:1），请选深一些的",
  },
  fields: {
    tooLong: (max: number) => `最多 ${max} 个字`,
    needName: "请填写店名",
    hotWords: "最多 12 个词，每个不超过 10 个字",
    subject: "不能有 < > & 引号、斜杠等符号",
    phone: "请填写能打通的电话，例如 13800138000 或 0571-87654321",
    wechat: "微信号以字母开头，6–20 位，只有字母、数字、下划线和减号",
    icp: "备案号的写法是“省简称ICP备数字号”，网站序号写成“-1”",
    police: "公安备案号的写法是“省简称公网安备14位数字号”",
    licenceCode: "统一社会信用代码是 18 位，最后一位与前面对不上，请核对",
  },
  /** To be edited by the owner; nothing of it is shown before it was saved. */
  suggestions: {
    dispatchPolicy: `付款后 48 小时内发货，节假日顺延。
发货后可以在订单里看到快递公司和单号。
收货时如果外包装破损，请先拍照，再联系我们处理。`,
    returnPolicy: `自签收次日起 7 天内，商品完好、不影响再次销售的，可以无理由退货，退货运费由顾客承担。
鲜活易腐的商品、定做的商品，以及下单时已说明并由您确认不宜退货的商品除外。
商品有质量问题、发错或少发的，请在签收后联系我们，来回运费由我们承担。
收到退回的商品后 7 天内，货款原路退回您的支付宝账户。`,
    privacyPolicy: `我们收集什么：您下单时填写的收货人姓名、手机号码、收货地址和备注，以及订单和付款记录。您自愿留下邮箱或同意短信通知的，还有邮箱。为防止恶意下单，还会短时间记录访问的网络地址。不需要注册。
为什么收集：为了把商品寄给您、核对付款、处理退换；邮箱和短信只用于告诉您订单的付款、发货和退款，随时可以在订单页取消。
交给谁：姓名、电话和地址交给承运的快递公司；付款由支付宝完成，我们看不到您的支付密码和银行卡；订单通知由我们的邮件服务器和短信服务商代为发送。除此之外不提供给任何人。
浏览器里存什么：一个只有本店能读的标识，用来记住购物车和您的订单。在“我的”里可以随时忘记这台设备。
保存多久：订单和账目按法律规定的期限保存；不再需要的购物车和通知记录会定期删除。
您的权利：您可以联系我们查询、复制、更正或删除您的个人信息；依法必须保存的账目会去掉姓名、电话和地址后保留。
未满 14 周岁的，请由监护人陪同使用。`,
  } as Partial<Record<keyof ShopProfile, string>>,
};

export type PictureOutcome = keyof typeof text.pictures.outcomes;
