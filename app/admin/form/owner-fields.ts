import { z } from "zod";
import { MAX_PASSKEY_ANSWER, MAX_PASSWORD_LENGTH } from "@/lib/shop/owners/owner";
import { text as common } from "../text";

const text = common.ownerFields;

/** Room for a login with what goes when it is normalised, whose time grows with the square of the length. */
const MAX_TYPED = 200;

/** E-mail or name; compared in lower case and in one Unicode form, so that two spellings of it are one owner. */
export const loginName = z
  .string()
  .max(MAX_TYPED, text.loginTooLong)
  .transform((typed) => typed.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(2, text.loginTooShort)
      .max(64, text.loginTooLong)
      .regex(/^[^\s\p{C}]+$/u, text.loginHasSpaces),
  );

/** A password to be set. Whether it is a good one is judged by the verb that sets it. */
export const newPassword = z.string().min(1, text.needPassword).max(MAX_PASSWORD_LENGTH, text.passwordTooLong);

/** A password to be compared: only its length is bounded. */
export const givenPassword = z.string().min(1, text.needPassword).max(MAX_PASSWORD_LENGTH, text.wrongPassword);

/** Where to go after a login, as the page was asked for; `safeNext` judges it. */
export const nextPath = z.string().max(500).optional();

/** What a browser hands on of a passkey. */
export const passkeyAnswer = z.string().min(2, text.noPasskey).max(MAX_PASSKEY_ANSWER, text.noPasskey);
