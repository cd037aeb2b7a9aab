import "server-only";
import type { Tx } from "@/lib/server/db";
import { VISIBLE } from "@/lib/shop/catalog/product-card";
import { findDemoGoods } from "@/lib/shop/demo-goods/find-demo-goods";
import { readProfile } from "@/lib/shop/profile/read-profile";
import type { Shop } from "@/lib/shop/shop";
import { readCheck } from "./read-check";
import { isGood, type Missing, type StepId, type StepState } from "./step";

/** The shop, or what one sees of it in a transaction. */
export type Looked = Pick<Shop, "config" | "gateways"> & { db: Shop["db"] | Tx };

/** A step, and how one finds out what it still lacks. */
type Step = { id: StepId; look: (shop: Looked) => Promise<Missing[]> };

const when = (isMissing: boolean, missing: Missing): Missing[] => (isMissing ? [missing] : []);

/** All of them. Whoever adds one adds an entry here, its words and its place in app/admin/(desk)/first-steps, and nothing else. */
const STEPS: readonly Step[] = [
  {
    id: "name",
    look: async (shop) => {
      const { name, logo } = await readProfile(shop);
      return [...when(name === "", "name"), ...when(logo === "", "logo")];
    },
  },
  {
    id: "contact",
    look: async (shop) => {
      const { phone, wechat, wechatPicture } = await readProfile(shop);
      return when(phone + wechat + wechatPicture === "", "contact");
    },
  },
  {
    id: "freight",
    look: async (shop) => {
      const said = (await shop.db.freightTemplate.count()) + (await shop.db.freightSetting.count());
      return when(said === 0, "freight");
    },
  },
  { id: "category", look: async (shop) => when((await shop.db.category.count()) === 0, "category") },
  { id: "product", look: lookAtGoods },
  {
    id: "preview",
    look: async (shop) => {
      const seen = await shop.db.shopOpening.count({ where: { id: 1, previewedAt: { not: null } } });
      return when(seen === 0, "preview");
    },
  },
  { id: "alipay", look: lookAtContract },
];

/** How far the owner has come. */
export function readSteps(shop: Looked): Promise<StepState[]> {
  return Promise.all(STEPS.map(async ({ id, look }) => ({ id, missing: await look(shop) })));
}

/** Something must be for sale and have a picture, and in a live shop none of it may be the demo shop's. */
async function lookAtGoods(shop: Looked): Promise<Missing[]> {
  const [forSale, pictured, demo] = await Promise.all([
    shop.db.product.count({ where: VISIBLE }),
    shop.db.product.count({ where: { ...VISIBLE, NOT: { images: { isEmpty: true } } } }),
    shop.config.demo ? [] : findDemoGoods(shop),
  ]);
  const isPictureless = forSale > 0 && pictured === 0;
  return [...when(forSale === 0, "product"), ...when(isPictureless, "picture"), ...when(demo.length > 0, "demo_goods")];
}

async function lookAtContract(shop: Looked): Promise<Missing[]> {
  const check = await readCheck(shop);
  if (!check) return ["check"];
  if (!check.isCurrent) return ["check_outdated"];
  return when(!isGood(check.findings), "check_bad");
}
