"use server";

import { z } from "zod";
import { arrangePictures } from "@/lib/shop/catalog/arrange-pictures";
import { addVariant, saveVariant } from "@/lib/shop/catalog/save-variant";
import { setOnSale } from "@/lib/shop/catalog/set-on-sale";
import { updateProduct } from "@/lib/shop/catalog/update-product";
import { adjustStock } from "@/lib/shop/stock/adjust-stock";
import { smallRowId } from "../../../form/row-id";
import { ownerAction } from "../../../owner";
import { checkbox, initialStock, productFields, stockDelta, variantFields } from "../product-fields";
import { text } from "./text";

type Done = { ok: true } | { ok: false; message: string };
const told = (result: Done, message: string) => (result.ok ? { ok: true, message } : { ok: false, message: result.message });

export const saveProductAction = ownerAction(z.strictObject({ id: smallRowId, ...productFields }), async ({ id, ...input }, { shop }) =>
  told(await updateProduct(shop, id, input), text.saved),
);

const sale = z.strictObject({ id: smallRowId, onSale: z.enum(["yes", "no"]) });

export const setOnSaleAction = ownerAction(sale, async ({ id, onSale }, { shop }) =>
  told(await setOnSale(shop, id, onSale === "yes"), onSale === "yes" ? text.nowOnSale : text.nowOff),
);

const variant = z.strictObject({ productId: smallRowId, variantId: smallRowId, active: checkbox, ...variantFields });

export const saveVariantAction = ownerAction(variant, async ({ productId, variantId, ...input }, { shop }) =>
  told(await saveVariant(shop, { productId, variantId }, input), text.saved),
);

export const addVariantAction = ownerAction(
  z.strictObject({ productId: smallRowId, ...variantFields }),
  async ({ productId, ...input }, { shop }) => told(await addVariant(shop, productId, input), text.added),
);

export const adjustStockAction = ownerAction(
  z.strictObject({ variantId: smallRowId, delta: stockDelta }),
  async ({ variantId, delta }, { shop }) => {
    const result = await adjustStock(shop, variantId, { kind: "by", delta });
    return result.ok ? { ok: true, message: text.nowInStock(result.stock) } : { ok: false, message: result.message };
  },
);

const count = z.strictObject({ variantId: smallRowId, stock: initialStock, seen: initialStock });

export const setStockAction = ownerAction(count, async ({ variantId, stock, seen }, { shop }) => {
  const result = await adjustStock(shop, variantId, { kind: "to", stock, seen });
  return result.ok ? { ok: true, message: text.nowInStock(result.stock) } : { ok: false, message: result.message };
});

const picture = z.strictObject({
  productId: smallRowId,
  name: z.string().min(1).max(80),
  move: z.enum(["first", "left", "right", "remove"]),
});

export const arrangePicturesAction = ownerAction(picture, async (input, { shop }) => {
  const result = await arrangePictures(shop, input);
  return result.ok ? { ok: true, message: "" } : { ok: false, message: result.message };
});
