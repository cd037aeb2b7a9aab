import type { RefusalOf, Words } from "@/lib/server/result";
import type { deleteTemplate } from "@/lib/shop/freight/delete-template";
import { type FreightUnit, MAX_FEE_FEN, MAX_UNITS, MOST_TEMPLATES } from "@/lib/shop/freight/freight";
import type { addTemplate, changeTemplate } from "@/lib/shop/freight/save-template";
import type { setWholeOrderFree } from "@/lib/shop/freight/set-whole-order-free";

const inUse = ({ products }: { products: number }) => `有 ${products} 个商品在用这个模板，先给它们换一种运费才能删除`;

const moved = "这一页打开之后，运费设置在别处改过，这次没有保存。请重新打开再改";

export const text = {
  title: "运费",
  lead: "商品可以包邮、收固定运费，或按模板计算。顾客在商品页、购物车和结算页都会看到同样的运费，下单时再算一次。",
  howSeveral: "一个订单里有几种模板时，只收其中最高的一份首费，其余商品按续费计算，不会比单独购买贵。",
  templates: "运费模板",
  none: "还没有运费模板",
  noneHint: "没有模板也可以卖：商品默认包邮，也可以设固定运费。",
  add: { piece: "新建按件模板", weight: "新建按重量模板" } satisfies Record<FreightUnit, string>,
  unit: { piece: "按件", weight: "按重量" } satisfies Record<FreightUnit, string>,
  products: (count: number) => (count === 0 ? "没有商品在用" : `${count} 个商品在用`),
  change: "修改",
  save: "保存",
  back: "返回运费",
  newTitle: { piece: "新建按件模板", weight: "新建按重量模板" } satisfies Record<FreightUnit, string>,
  name: "模板名称",
  nameHint: "只有您看得到，例如“普通快递”",
  needName: "请填写 1–20 个字的名称",
  fees: "运费",
  zone: ["全国（其余省份）", "地区一", "地区二", "地区三", "地区四"],
  zoneHint: ["没有单独归到别的地区、也不是“不发货”的省份，都按这里计算。", "例如偏远地区。归到这里的省份在下面“各省”里选。"],
  spare: (name: string) => `${name}（没有省份，点开填写）`,
  fields: {
    piece: { first: "首件（件）", firstFee: "首件运费（元）", step: "续件（件）", stepFee: "续件运费（元）" },
    weight: { first: "首重（克）", firstFee: "首重运费（元）", step: "续重（克）", stepFee: "续重运费（元）" },
  } satisfies Record<FreightUnit, Record<string, string>>,
  freeFen: "满多少元包邮",
  freePieces: "满多少件包邮",
  freeHint: "都可不填；两个都填时要同时达到。只算用这个模板的商品。",
  provinces: "各省",
  provincesHint: "新模板已把常见的偏远省份归到地区一，港澳台设为不发货，都可以改。",
  where: { everywhere: "全国", excluded: "不发货" },
  needUnits: `请填写 1 到 ${MAX_UNITS} 的整数`,
  needFee: `请填写 0 到 ${MAX_FEE_FEN / 100} 之间的金额，最多两位小数`,
  needSum: "请填写大于 0 的金额，或留空",
  needPieces: "请填写大于 0 的整数，或留空",
  nowhere: "至少要有一个省份可以发货",
  added: "模板已添加，现在可以在商品里选用",
  changed: "模板已保存，之后的订单按新的运费计算；已下的订单不变",
  deleted: "模板已删除",
  delete: "删除这个模板",
  deleteHint: "删除后不能恢复；已下的订单不受影响",
  inUse,
  whole: "整单包邮",
  wholeHint: "一个订单的商品金额（不含运费）满这么多时，整单不收运费。留空就没有整单包邮。",
  wholeFen: "满多少元整单包邮",
  exceptTitle: "不参加整单包邮的省份",
  except: (names: string) => (names ? `现在不参加：${names}` : "现在所有省份都参加"),
  savedWhole: "已保存",
  rule: {
    fee: { piece: "件", weight: "克" } satisfies Record<FreightUnit, string>,
    first: (first: number, unit: string, fee: string) => `${first} ${unit}内 ${fee}`,
    step: (step: number, unit: string, fee: string) => `每加 ${step} ${unit} ${fee}`,
    freeFen: (sum: string) => `满 ${sum} 包邮`,
    freePieces: (pieces: number) => `满 ${pieces} 件包邮`,
    freeBoth: (sum: string, pieces: number) => `满 ${sum} 且满 ${pieces} 件包邮`,
    everywhere: "全国",
    others: "其余省份",
    excluded: (names: string) => `不发货：${names}`,
  },
  refusals: {
    gone: "这个模板已不存在",
    same_name: "已经有同名的模板",
    too_many: `最多 ${MOST_TEMPLATES} 个模板`,
    moved,
    in_use: inUse,
  } satisfies Words<
    | RefusalOf<typeof addTemplate>
    | RefusalOf<typeof changeTemplate>
    | RefusalOf<typeof deleteTemplate>
    | RefusalOf<typeof setWholeOrderFree>
  >,
};
