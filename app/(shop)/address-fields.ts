import "server-only";
import { z } from "zod";
import { dropInvisible, isLongerThan, toLine, toPhone } from "@/lib/server/typed-text";
import type { Area } from "@/lib/shop/addresses/area";
import { findArea } from "@/lib/shop/addresses/find-area";
import { addressText as text } from "./address-text";

/** Longer than anything that a person types into one line; what is longer is not looked at. */
const MAX_TYPED = 2_000;
/** The same of what is normalised, whose time grows with the square of the length. */
const MAX_NORMALISED = 200;

/** One line of free text as it was meant, with what shows nothing dropped (lib/server/typed-text.ts). Its length is yet to be judged. */
export const oneLine = z
  .string()
  .max(MAX_TYPED, { error: () => text.muchTooLong })
  .transform(toLine);

/** In UTF-8 the rarest characters have four; marks that are piled upon a letter count as none of their own, and take up room. */
const BYTES_PER_CHARACTER = 4;

/** Looked up when it is said, in whose language it is. */
type Said = () => string;
type Bounds = { min?: number; max: number; tooShort?: Said; tooLong: Said };

/** One line of `min` to `max` characters as a person counts them. */
export function lineOf({ min = 0, max, tooShort = () => text.muchTooLong, tooLong }: Bounds) {
  return oneLine
    .refine((line) => min === 0 || isLongerThan(line, min - 1), { error: tooShort })
    .refine((line) => !isLongerThan(line, max), { error: tooLong });
}

/** "+86 138-0013-8000" and full-width digits are how people type a number; the shop keeps the eleven digits. */
export const phoneField = z
  .string()
  .max(MAX_NORMALISED, { error: () => text.phoneInvalid })
  .transform(toPhone)
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, { error: () => text.phoneInvalid }));

/** The same of what is kept for a long time, a browser's book: no bytes are hidden under its letters. */
function keptLine(bounds: Bounds) {
  const { max, tooLong } = bounds;
  const fits = (line: string) => isLongerThan(line, max) || Buffer.byteLength(line) <= max * BYTES_PER_CHARACTER; // said once
  return lineOf(bounds).refine(fits, { error: tooLong });
}

/** The fields of an address, for the schema of every form that has one. */
export const addressFields = {
  name: keptLine({ min: 1, max: 25, tooShort: () => text.nameMissing, tooLong: () => text.nameTooLong }),
  phone: phoneField,
  region: z
    .string()
    .max(MAX_NORMALISED, { error: () => text.regionUnknown })
    .transform((value, context): Area => {
      const area = findArea(dropInvisible(value));
      if (area) return area;
      context.addIssue(value.trim() === "" ? text.regionMissing : text.regionUnknown);
      return z.NEVER;
    }),
  detail: keptLine({ min: 2, max: 100, tooShort: () => text.detailTooShort, tooLong: () => text.detailTooLong }),
};
