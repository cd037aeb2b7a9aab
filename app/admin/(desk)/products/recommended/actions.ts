"use server";

import { z } from "zod";
import { answer } from "@/app/form-action";
import { moveRecommended, recommendProduct } from "@/lib/shop/catalog/arrange-recommended";
import { smallRowId } from "../../../form/row-id";
import { memberAction } from "../../../member";
import { text } from "./text";

const id = smallRowId;

export const recommendAction = memberAction("goods.write", z.strictObject({ id }), async (input, { shop }) =>
  answer(await recommendProduct(shop, input.id), "", text.refusals),
);

export const moveRecommendedAction = memberAction(
  "goods.write",
  z.strictObject({ id, move: z.enum(["up", "down", "remove"]) }),
  async (input, { shop }) => answer(await moveRecommended(shop, input.id, input.move), "", text.refusals),
);
