"use server";

import type { Route } from "next";
import { redirect } from "next/navigation";
import { z } from "zod";
import { wordsFor } from "@/lib/server/result";
import { createProduct } from "@/lib/shop/catalog/create-product";
import { memberAction } from "../../../member";
import { text } from "../[id]/text";
import { freightFields, initialStock, productFields, takeFreight, variantFields } from "../product-fields";

const schema = z.strictObject({ ...productFields, ...freightFields, ...variantFields, stock: initialStock }).transform(takeFreight);

export const createProductAction = memberAction(
  "goods.write",
  schema,
  async ({ name, priceFen, listPriceFen, grams = 0, lowStockAt = null, stock, ...product }, { shop }) => {
    const result = await createProduct(shop, product, { name, priceFen, listPriceFen, grams, lowStockAt, stock });
    if (!result.ok) return { ok: false, message: wordsFor(result, text.refusals.product) };
    redirect(`/admin/products/${result.id}` as Route);
  },
);
