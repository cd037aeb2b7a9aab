import "server-only";
import { z } from "zod";
import { dropInvisible, isLongerThan, toLine, toPhone } from "@/lib/server/typed-text";
import type { Area } from "@/lib/shop/addresses/area";
import { findArea } from "@/lib/shop/addresses/find-area";
import { changeText as text } from "./change-text";

/** Longer than anything that a person types into one line; what is longer is not looked at. */
const MAX_TYPED = 2_000;
/** The same of what is normalised, whose time grows with the square of the length. */
const MAX_NORMALISED = 200;

/** One line of `min` to `max` characters as a person counts them; `wrong` says so of any other. */
export function lineOf({ min, max, wrong }: { min: number; max: number; wrong: string }) {
  return z
    .string()
    .max(MAX_TYPED, wrong)
    .transform(toLine)
    .refine((line) => (min === 0 || isLongerThan(line, min - 1)) && !isLongerThan(line, max), wrong);
}

/** Where an order goes, as its owner types it: bounded as the buyer's own form is (app/(shop)/address-fields.ts). */
export const receiverFields = {
  name: lineOf({ min: 1, max: 25, wrong: text.needName }),
  phone: z
    .string()
    .max(MAX_NORMALISED, text.needPhone)
    .transform(toPhone)
    .pipe(z.string().regex(/^1[3-9]\d{9}$/, text.needPhone)),
  region: z
    .string()
    .max(MAX_NORMALISED, text.needRegion)
    .transform((typed, context): Area => {
      const area = findArea(dropInvisible(typed));
      if (area) return area;
      context.addIssue(text.needRegion);
      return z.NEVER;
    }),
  detail: lineOf({ min: 2, max: 100, wrong: text.needDetail }),
};
