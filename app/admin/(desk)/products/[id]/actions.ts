"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { arrangePictures, restorePicture } from "@/lib/shop/catalog/arrange-pictures";
import { getOwnerProduct } from "@/lib/shop/catalog/get-owner-product";
import { saleWarnings } from "@/lib/shop/catalog/sale-warnings";
import { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import type { Shop } from "@/lib/shop/shop";
import { adjustStock, type StockChange } from "@/lib/shop/stock/adjust-stock";
import { smallRowId } from "../../../form/row-id";
import { was } from "../../../form/was";
import { memberAction } from "../../../member";
import { freightFields, initialStock, productFields, stockDelta, takeFreight } from "../product-fields";
import { text } from "./text";

const { refusals } = text;

const product = z.strictObject({ id: smallRowId, was, ...productFields, ...freightFields }).transform(takeFreight);

export const saveProductAction = memberAction("goods.write", product, async ({ id, was, ...input }, { shop }) =>
  answer(await updateProduct(shop, id, input, was), text.saved, refusals.product),
);

const sale = z.strictObject({ id: smallRowId, onSale: z.enum(["yes", "no"]) });

export const setOnSaleAction = memberAction("goods.write", sale, async ({ id, onSale }, { shop }) => {
  const result = await setOnSale(shop, id, onSale === "yes");
  const product = result.ok && onSale === "yes" ? await getOwnerProduct(shop, String(id)) : null;
  const warnings = product ? saleWarnings(product).map((warning) => text.saleWarnings[warning]) : [];
  if (warnings.length > 0) return { ok: true, isWarning: true, message: text.nowOnSaleBut(warnings.join("；")) };
  return answer(result, onSale === "yes" ? text.nowOnSale : text.nowOff, refusals.product);
});

export const adjustStockAction = memberAction(
  "goods.write",
  z.strictObject({ variantId: smallRowId, delta: stockDelta }),
  async ({ variantId, delta }, { shop }) => changeStock(shop, variantId, { kind: "by", delta }),
);

const count = z.strictObject({ variantId: smallRowId, stock: initialStock, seen: initialStock });

export const setStockAction = memberAction("goods.write", count, async ({ variantId, stock, seen }, { shop }) =>
  changeStock(shop, variantId, { kind: "to", stock, seen }),
);

async function changeStock(shop: Shop, variantId: number, change: StockChange) {
  const result = await adjustStock(shop, variantId, change);
  return answer(result, result.ok ? text.nowInStock(result.stock) : "", refusals.stock);
}

const picture = z.strictObject({
  productId: smallRowId,
  name: z.string().min(1).max(80),
  move: z.enum(["first", "left", "right", "remove"]),
  album: z.enum(["images", "details"]).default("images"),
});

export const arrangePicturesAction = memberAction("goods.write", picture, async (input, { shop }) =>
  answer(await arrangePictures(shop, input), "", refusals.pictures),
);

const removed = z.strictObject({ productId: smallRowId, album: z.enum(["images", "details"]), name: z.string().min(1).max(80) });

export const restorePictureAction = memberAction("goods.write", removed, async (input, { shop }) =>
  answer(await restorePicture(shop, input), "", refusals.removed),
);
