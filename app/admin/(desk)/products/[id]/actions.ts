"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { arrangePictures } from "@/lib/shop/catalog/arrange-pictures";
import { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import type { Shop } from "@/lib/shop/shop";
import { adjustStock, type StockChange } from "@/lib/shop/stock/adjust-stock";
import { smallRowId } from "../../../form/row-id";
import { ownerAction } from "../../../owner";
import { initialStock, productFields, stockDelta } from "../product-fields";
import { text } from "./text";

const { refusals } = text;

export const saveProductAction = ownerAction(z.strictObject({ id: smallRowId, ...productFields }), async ({ id, ...input }, { shop }) =>
  answer(await updateProduct(shop, id, input), text.saved, refusals.product),
);

const sale = z.strictObject({ id: smallRowId, onSale: z.enum(["yes", "no"]) });

export const setOnSaleAction = ownerAction(sale, async ({ id, onSale }, { shop }) =>
  answer(await setOnSale(shop, id, onSale === "yes"), onSale === "yes" ? text.nowOnSale : text.nowOff, refusals.product),
);

export const adjustStockAction = ownerAction(
  z.strictObject({ variantId: smallRowId, delta: stockDelta }),
  async ({ variantId, delta }, { shop }) => changeStock(shop, variantId, { kind: "by", delta }),
);

const count = z.strictObject({ variantId: smallRowId, stock: initialStock, seen: initialStock });

export const setStockAction = ownerAction(count, async ({ variantId, stock, seen }, { shop }) =>
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
});

export const arrangePicturesAction = ownerAction(picture, async (input, { shop }) =>
  answer(await arrangePictures(shop, input), "", refusals.pictures),
);
