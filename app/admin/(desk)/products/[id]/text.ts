import type { RefusalOf, Words } from "@/lib/server/result";
import type { addPicture, arrangePictures, restorePicture } from "@/lib/shop/catalog/arrange-pictures";
import type { createProduct } from "@/lib/shop/catalog/create-product";
import { MOST_DETAILS, MOST_KEYWORDS, MOST_PICTURES } from "@/lib/shop/catalog/product";
import type { SaleWarning } from "@/lib/shop/catalog/sale-warnings";
import type { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import type { updateProduct } from "@/lib/shop/catalog/update-product";
import { MAX_PICTURE_BYTES } from "@/lib/shop/pictures/picture";
import type { storePicture } from "@/lib/shop/pictures/store-picture";
import type { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { movedText, uploadRefusals } from "../../../form/text";

const noProduct = "这个商品已不存在";
const noVariant = "这个规格已不存在";

const refusals = {
  product: {
    gone: noProduct,
    moved: movedText,
    no_category: "这个分类已不存在，请刷新后重选",
    nothing_to_sell: "请先启用至少一个规格，再上架",
    no_template: "这个运费模板已不存在，请刷新后重选",
    no_weight: "这个运费模板按重量计算，请先填好每个规格的重量",
  } satisfies Words<RefusalOf<typeof updateProduct> | RefusalOf<typeof createProduct> | RefusalOf<typeof setOnSale>>,
  stock: {
    gone: noVariant,
    moved: ({ stock }) => `库存刚刚变成了 ${stock}（可能有人下单），请确认后再改`,
    below_zero: ({ stock }) => `可售库存只有 ${stock}，减不了这么多`,
  } satisfies Words<RefusalOf<typeof adjustStock>>,
  pictures: { moved: "图片刚刚有变化，请刷新后再试" } satisfies Words<RefusalOf<typeof arrangePictures>>,
  removed: {
    swept: "这张图片已经恢复，或已彻底删除",
    full: "图片已满，请先删除一张再恢复",
  } satisfies Words<RefusalOf<typeof restorePicture>>,
};

/** The outcome of an upload, by the code in the page's address. */
const uploads = {
  stored: "图片已上传",
  ...uploadRefusals,
  full: `图片已满（主图最多 ${MOST_PICTURES} 张，详情图最多 ${MOST_DETAILS} 张），请先删除一张`,
  gone: noProduct,
} satisfies Words<RefusalOf<typeof storePicture> | Exclude<RefusalOf<typeof addPicture>, { reason: "done_before" }>> &
  Record<"stored" | "no_file", string>;
export type UploadOutcome = keyof typeof uploads;

export const text = {
  newTitle: "新增商品",
  noCategory: "先添加一个分类",
  noCategoryHint: "商品放在分类里，顾客才好找。先添加第一个分类，再回来新建商品。",
  toCategories: "添加分类",
  back: "返回商品列表",
  look: "在店里看",
  basics: "基本信息",
  title: "标题",
  subtitle: "副标题",
  subtitleHint: "一句话卖点，显示在标题下面，可不填",
  description: "描述",
  keywords: "关键词",
  keywordsHint: `顾客搜这些词也能找到它，用空格隔开，最多 ${MOST_KEYWORDS} 个；页面上不显示`,
  limitPerOrder: "每单限购（件）",
  limitPerBuyer: "每人限购（件）",
  noLimit: "不限",
  limitHint: "所有规格合计。每人按浏览器计算，没付款和已付款的订单都算；在别的浏览器里送到同一手机号的，付了款才算。已关闭的不算。",
  category: "分类",
  chooseCategory: "请选择",
  save: "保存",
  saved: "已保存",
  create: "创建商品",
  createHint: "创建后先不上架：添加图片、确认无误，再点“上架”。",
  firstVariant: "价格与库存",
  onSale: "在售",
  offSale: "已下架",
  putOnSale: "上架",
  takeOff: "下架",
  nowOnSale: "已上架，顾客现在能买到",
  beforeSale: "上架前请留意：",
  whileOnSale: "这件商品正在出售，请留意：",
  saleWarnings: {
    no_picture: "还没有图片",
    no_stock: "所有规格的库存都是 0，顾客会看到“已售罄”",
    tiny_price: "有规格的售价不到或只有 0.10 元",
    prices_apart: "规格之间的售价相差 50 倍以上，小数点可能点错了",
  } satisfies Record<SaleWarning, string>,
  nowOnSaleBut: (warnings: string) => `已上架，顾客现在能买到。请留意：${warnings}`,
  nowOff: "已下架，顾客看不到它了；已下的订单不受影响",
  variantName: "规格名",
  variantNameHint: "例如 500g；只有一种就留空",
  onlyVariant: "默认规格",
  price: "售价（元）",
  listPrice: "划线价（元）",
  listPriceHint: "没有依据就留空；页面先写明它是参考价、不是原价，创建后可改称建议零售价",
  lowStock: "库存提醒（件）",
  lowStockHint: "剩这么多件时提醒；留空就按店铺统一的件数",
  grams: "重量（克，含包装）",
  gramsHint: "按重量计运费时要填",
  freight: "运费",
  freightKinds: { free: "包邮", fixed: "固定运费", template: "模板" },
  templateName: (name: string) => `模板：${name}`,
  freightFee: "固定运费（元）",
  freightFeeHint: "选“固定运费”时填写：一个订单收一次，不论件数",
  toTemplates: "管理运费模板",
  stock: "可售库存",
  initialStock: "库存",
  reserved: "待付款占用",
  sold: "已售",
  adjustBy: "增减数量",
  adjust: "增减",
  setTo: "清点后改为",
  set: "改为",
  nowInStock: (stock: number) => `可售库存现在是 ${stock}`,
  pictures: "图片",
  details: "详情图片",
  detailsHint: `可一次选多张，最多 ${MOST_DETAILS} 张，不会裁剪。显示在描述的下面；想放到文字中间，就在描述里单独写一行 [图1]，再保存。`,
  noDetails: "还没有详情图片",
  detail: (number: number) => `图${number}`,
  insert: "插入",
  insertOne: (mark: string) => `插入描述：${mark}`,
  inserted: (mark: string) => `已把 ${mark} 写进描述，记得保存`,
  picturesHint: `可一次选多张。第一张是主图，最多 ${MOST_PICTURES} 张。JPG、PNG、WebP 或 AVIF，每张不超过 ${MAX_PICTURE_BYTES / 1024 / 1024} MB，会裁成正方形。`,
  noPictures: "还没有图片",
  choosePicture: "选择图片",
  upload: "上传",
  oneAtATime: "一次上传一张。",
  uploading: "正在上传的图片",
  waiting: "等待上传",
  percent: (percent: number) => (percent < 100 ? `${percent}%` : "正在处理…"),
  retry: "重试",
  giveUp: "不传了",
  uploadLost: "网络断开，没有传完，请重试",
  loggedOut: "登录已过期：请在新标签页登录后台，再回来点“重试”",
  uploadsLeft: (waiting: number, failed: number) =>
    [waiting > 0 && `还有 ${waiting} 张在上传`, failed > 0 && `${failed} 张没有传成`].filter(Boolean).join("，"),
  removedPictures: "已删除的图片",
  removedHint: "已删除，七天内可以撤销：",
  removedPicture: (index: number) => `已删除的第 ${index} 张图片`,
  undo: "撤销",
  picture: (index: number) => `第 ${index} 张图片`,
  first: "设为主图",
  left: "前移",
  right: "后移",
  remove: "删除",
  main: "主图",
  uploads,
  refusals,
};
