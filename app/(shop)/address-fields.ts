import "server-only";
import { z } from "zod";
import type { Area } from "@/lib/shop/addresses/area";
import { findArea } from "@/lib/shop/addresses/find-area";
import { addressText as text } from "./address-text";

/** Control and bidirectional characters could disguise what the owner reads on the parcel. */
const CONTROL = /[\p{Cc}\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/u;

/** One line of free text, trimmed; line breaks become spaces. */
export const oneLine = z
  .string()
  .transform((value) => value.replace(/[\s\u3000]+/g, " ").trim())
  .refine((value) => !CONTROL.test(value), text.unreadable);

/** "+86 138-0013-8000" and full-width digits are how people type a number; the shop keeps the eleven digits. */
export const phoneField = z
  .string()
  .transform((value) =>
    value
      .normalize("NFKC")
      .replace(/[\s()-]/g, "")
      .replace(/^(\+|00)?86(?=1\d{10}$)/, ""),
  )
  .pipe(z.string().regex(/^1[3-9]\d{9}$/, text.phoneInvalid));

/** The fields of an address, for the schema of every form that has one. */
export const addressFields = {
  name: oneLine.pipe(z.string().min(1, text.nameMissing).max(25, text.nameTooLong)),
  phone: phoneField,
  region: z.string().transform((value, context): Area => {
    const area = findArea(value);
    if (area) return area;
    context.addIssue(value.trim() === "" ? text.regionMissing : text.regionUnknown);
    return z.NEVER;
  }),
  detail: oneLine.pipe(z.string().min(2, text.detailTooShort).max(100, text.detailTooLong)),
};
