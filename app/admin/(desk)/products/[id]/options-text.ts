import type { RefusalOf, Words } from "@/lib/server/result";
import type { addOption } from "@/lib/shop/catalog/add-option";
import type { changeOption } from "@/lib/shop/catalog/change-option";
import type { ListPriceBasis } from "@/lib/shop/catalog/list-price";
import { MAX_LENGTHS, MOST_OPTIONS, MOST_VARIANTS } from "@/lib/shop/catalog/product";
import type { removeOption, swapOptions } from "@/lib/shop/catalog/remove-option";
import type { saveMatrix } from "@/lib/shop/catalog/save-matrix";
import { dayOf } from "@/lib/shop/day";
import { formatFen } from "@/lib/shop/money";

/** 11月20日 */
const dayInWords = (at: Date) => dayOf(at).replace(/^\d{4}-0?(\d+)-0?(\d+)$/, "$1月$2日");

type OptionRefusal = RefusalOf<typeof addOption> | RefusalOf<typeof changeOption> | RefusalOf<typeof removeOption | typeof swapOptions>;

/** The words for a product's options and for the table of their combinations. */
export const optionsText = {
  title: "规格项",
  none: "没有规格项：这个商品只有一种。有颜色、尺码等可选时再添加。",
  hint: `最多 ${MOST_OPTIONS} 项，例如颜色和尺码；第一项的每个值可以配一张图片。`,
  option: (place: number) => `第 ${place} 项`,
  name: "名称",
  namePlaceholder: "例如 颜色",
  values: "可选的值",
  value: (place: number) => `第 ${place} 个值`,
  pictureOf: (value: string) => `${value}的图片`,
  noPicture: "用主图",
  picture: (place: number) => `第 ${place} 张图`,
  otherPicture: "现在的图（已不在图片里）",
  addValues: "再添加",
  addValuesHint: "每行一个，也可以用顿号或逗号隔开",
  up: (value: string) => `上移：${value}`,
  down: (value: string) => `下移：${value}`,
  away: (value: string) => `删除：${value}`,
  awayHint: "含这个值的组合会停售，不能恢复；已下的订单不受影响。",
  awayConfirm: (value: string) => `确认删除“${value}”`,
  save: "保存规格项",
  saved: "规格项已保存",
  add: "添加规格项",
  added: "已添加，请在下面填写各组合的价格和库存",
  firstValue: "现有的规格会归到第一个值。",
  swap: "对调两项的先后",
  remove: (option: string) => `删除“${option}”这一项`,
  removeHint: "删除后，只剩另一项不同的组合各保留一个，其余停售，库存不会合并；已下的订单不受影响。",
  removed: "已删除",
  needName: "请填写名称",
  needValues: "请至少填写一个值",
  needValue: "请填写，不要了就点删除",
  tooLong: (max: number) => `最多 ${max} 个字`,
  refusals: {
    gone: "商品或规格刚刚有变化，请刷新后再试",
    same_name: "名称或值有重复，请改成不同的",
    full: `最多 ${MOST_OPTIONS} 个规格项`,
    last_value: "至少要留一个值；不要这一项了，请删除整项",
    too_many: ({ combinations }) => `这样会有 ${combinations} 个组合，最多 ${MOST_VARIANTS} 个`,
  } satisfies Words<OptionRefusal>,

  matrix: {
    title: "价格与库存",
    hint: "没有填价格的组合不会出售。库存可以直接填新的数，也可以填 +10、-2 这样的增减。库存提醒留空，就按店铺统一的件数。",
    one: "默认规格",
    combination: "组合",
    price: "售价（元）",
    listPrice: "划线价（元）",
    basis: "划线价是什么",
    bases: {
      reference: "参考价：页面写明它不是原价",
      suggested: "建议零售价：厂家或您公开的零售指导价",
      former: "原价：降价前真的卖过的价",
    } satisfies Record<ListPriceBasis, string>,
    basisHint: "叫“原价”的，要填降价前七天里卖过和标过的最低价（七天里没卖出的，还要看之前最后一次卖出的价），保存时会核对。",
    stock: "可售库存",
    lowStock: "库存提醒（件）",
    asShop: (pieces: number) => `同店铺：${pieces}`,
    grams: "重量（克）",
    sku: "商家编码",
    active: "出售",
    activeOf: (name: string) => `出售 ${name}`,
    counts: (reserved: number, sold: number) => [reserved > 0 && `待付款 ${reserved}`, `已售 ${sold}`].filter(Boolean).join(" · "),
    isNew: "还没有",
    save: "保存价格与库存",
    saveOne: "保存价格",
    saved: "已保存",
    fill: "批量填充",
    fillHint: "填好后点“填入”，再保存。留空的列不变。",
    fillFor: "填到",
    fillAll: "全部组合",
    fillIn: "填入",
    filled: (rows: number) => `已填入 ${rows} 行，保存后生效`,
    needStock: "请填写整数，或 +10、-2 这样的增减",
    skuTooLong: `最多 ${MAX_LENGTHS.sku} 个字`,
    refusals: {
      gone: "商品或规格刚刚有变化，请刷新后再试",
      moved: "价格、库存或规格在别处改过，这次没有保存，您填写的都还在。请先记下要改的，再刷新页面修改",
      too_many: `一个商品最多 ${MOST_VARIANTS} 个组合`,
      list_price: "划线价应高于售价，没有就留空",
      former_price: ({ fen, priceFen, at, was, variant }) =>
        `${ofVariant(variant)}原价应是 ${formatFen(fen)}：${dayInWords(at)}${was === "sold" ? "卖过" : "起标过"}这个价，是降价前最低的。${
          fen > priceFen ? "请改成它" : "它不高于售价，请清空划线价"
        }，或把划线价改称参考价、建议零售价`,
      never_sold: ({ variant }) => `${ofVariant(variant)}这个规格降价前没有卖出过，不能叫原价。请清空，或把划线价改称参考价、建议零售价`,
      no_record: ({ variant }) =>
        `${ofVariant(variant)}从店铺开始记录价格起，这个规格没有改过价，之前标过什么价无从核对，不能叫原价。请清空，或把划线价改称参考价、建议零售价`,
      no_weight: "运费按重量计算，请填写这个规格的重量",
      below_zero: ({ stock }) => `可售库存只有 ${stock}（可能有人下单），减不了这么多`,
    } satisfies Words<RefusalOf<typeof saveMatrix>>,
  },
};

/** Says which variant is meant, where that is none of the rows that were sent. */
function ofVariant(name: string): string {
  return name && `规格“${name}”：`;
}
