import fc from "fast-check";
import { addTemplate, changeTemplate } from "@/lib/shop/freight/save-template";
import { setWholeOrderFree } from "@/lib/shop/freight/set-whole-order-free";
import type { Shop } from "@/lib/shop/shop";
import { stockGoods } from "../test-shop";

/** What the owner of a simulated shop asks for sending, and how much one buyer may have. Tea is limited and sent by a template, cups for one fee. */
export type Rules = {
  /** Pieces of tea in one order, and in all orders of one buyer. */
  perOrder: number | null;
  perBuyer: number | null;
  /** For the first piece of tea, to most provinces. */
  firstFen: number;
  /** From so much tea on its own freight is free, and from so many goods on all of it. */
  teaFreeFromFen: number | null;
  allFreeFromFen: number | null;
};

export const TEA_FEN = 1980;
export const CUP_FEN = 700;
const STEP_FEN = 200;
const FAR_FEN = 1500;
/** No first fee of a template is the same, so that it is plain which one is charged whole. */
const CUPS_FEN = 600;
export const FIRST_FEES_FEN = [500, 800, 0] as const;

const FAR = "新疆维吾尔自治区";
const NEVER = "西藏自治区";
/** Where buyers live. The first two are equally far. */
export const PLACES = [
  { province: "浙江省", city: "杭州市", district: "西湖区" },
  { province: "上海市", city: "上海市", district: "黄浦区" },
  { province: FAR, city: "乌鲁木齐市", district: "天山区" },
  { province: NEVER, city: "拉萨市", district: "城关区" },
] as const;

/** Some shops limit nothing, some send nothing free. */
export const anyRules: fc.Arbitrary<Rules> = fc.record({
  perOrder: fc.constantFrom(null, null, 2),
  perBuyer: fc.constantFrom(1, 2, 3, 4, null),
  firstFen: fc.constantFrom(...FIRST_FEES_FEN),
  teaFreeFromFen: fc.constantFrom(null, 2 * TEA_FEN, 3 * TEA_FEN),
  allFreeFromFen: fc.constantFrom(null, null, 3 * TEA_FEN),
});

export type Goods = { teaId: number; tea: number; cup: number; templateId: number };

/** Puts the goods on the shelves of a shop with such rules. */
export async function openStreetShop(shop: Shop, rules: Rules, { tea: stock = 8 } = {}): Promise<Goods> {
  const template = await addTemplate(shop, { name: "快递", unit: "piece", rules: templateOf(rules) });
  if (!template.ok) throw new Error(template.reason);
  const tea = await stockGoods(shop, { stock, priceFen: TEA_FEN });
  const cup = await stockGoods(shop, { stock: 30, priceFen: CUP_FEN, title: "茶杯" });
  const limits = { limitPerOrder: rules.perOrder, limitPerBuyer: rules.perBuyer };
  const freight = { freightKind: "template", freightTemplateId: template.id };
  await shop.db.product.update({ where: { id: tea.productId }, data: { ...limits, ...freight } });
  await shop.db.product.update({ where: { id: cup.productId }, data: { freightKind: "fixed", freightFeeFen: CUPS_FEN } });
  if (rules.allFreeFromFen !== null) {
    const free = { fromFen: rules.allFreeFromFen, except: [FAR] };
    if (!(await setWholeOrderFree(shop, { free, version: 0 })).ok) throw new Error("somebody else changed the sum");
  }
  return { teaId: tea.productId, tea: tea.variantId, cup: cup.variantId, templateId: template.id };
}

/** The owner asks for another first fee. Of two who do so at once, the second is refused. */
export async function changeFreight(shop: Shop, { templateId }: Goods, rules: Rules): Promise<boolean> {
  const { version } = await shop.db.freightTemplate.findUniqueOrThrow({ where: { id: templateId }, select: { version: true } });
  return (await changeTemplate(shop, { id: templateId, version, name: "快递", rules: templateOf(rules) })).ok;
}

function templateOf({ firstFen, teaFreeFromFen }: Rules) {
  const free = teaFreeFromFen === null ? null : { fen: teaFreeFromFen, pieces: null };
  const zone = (firstFeeFen: number) => ({ fee: { first: 1, firstFeeFen, step: 1, stepFeeFen: STEP_FEN }, free });
  return { everywhere: zone(firstFen), zones: [{ ...zone(FAR_FEN), provinces: [FAR] }], excluded: [NEVER] };
}

export type Basket = { tea: number; cups: number };

export function costOf({ tea, cups }: Basket): number {
  return tea * TEA_FEN + cups * CUP_FEN;
}

/**
 * What sending a basket costs, in fen; null where tea is not sent there. Counted beside the shop, by what its owner wants and by
 * none of its code: the first fee that is the highest, and the further pieces of the other, or its first fee where that is less.
 */
export function freightOf(rules: Rules, basket: Basket, province: string): number | null {
  const { tea, cups } = basket;
  if (tea > 0 && province === NEVER) return null;
  const isAllFree = rules.allFreeFromFen !== null && costOf(basket) >= rules.allFreeFromFen && province !== FAR;
  if (isAllFree) return 0;
  const isTeaFree = tea === 0 || (rules.teaFreeFromFen !== null && tea * TEA_FEN >= rules.teaFreeFromFen);
  const forCups = cups > 0 ? CUPS_FEN : 0;
  if (isTeaFree) return forCups;
  const firstFen = province === FAR ? FAR_FEN : rules.firstFen;
  const forTea = firstFen + (tea - 1) * STEP_FEN;
  if (cups === 0) return forTea;
  return firstFen > CUPS_FEN ? forTea : CUPS_FEN + Math.min(forTea, tea * STEP_FEN);
}
