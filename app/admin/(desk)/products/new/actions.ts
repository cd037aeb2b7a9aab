"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { createProduct } from "@/lib/shop/admin/create-product";
import { initialStock, productFields, variantFields } from "@/lib/shop/admin/product-fields";
import { ownerAction } from "../../../owner";

const schema = z.strictObject({ ...productFields, ...variantFields, stock: initialStock });

export const createProductAction = ownerAction(schema, async ({ name, priceFen, listPriceFen, stock, ...product }, { shop }) => {
  const result = await createProduct(shop, product, { name, priceFen, listPriceFen, stock });
  if (!result.ok) return { ok: false, message: result.message };
  redirect(`/admin/products/${result.id}` as Route);
});
