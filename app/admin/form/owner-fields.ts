import { z } from "zod";
import { MAX_PASSWORD_LENGTH, MIN_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { text as common } from "../text";

const text = common.ownerFields;

/** E-mail or name; compared in lower case and in one Unicode form, so that two spellings of it are one owner. */
export const loginName = z
  .string()
  .transform((typed) => typed.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(2, text.loginTooShort)
      .max(64, text.loginTooLong)
      .regex(/^[^\s\p{C}]+$/u, text.loginHasSpaces),
  );

/** A password to be set. Length is what counts; composition rules only make people write it down. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, text.passwordTooShort)
  .max(MAX_PASSWORD_LENGTH, text.passwordTooLong)
  .refine((typed) => new Set(typed).size >= 4, text.passwordTooSimple);

/** A password to be compared: only its length is bounded. */
export const givenPassword = z.string().min(1, text.needPassword).max(MAX_PASSWORD_LENGTH, text.wrongPassword);
