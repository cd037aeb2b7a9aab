/** The noun: who runs the shop, and what a login and a password may look like. Pure. */
import { z } from "zod";

export type Owner = { id: number; login: string };

export const MIN_PASSWORD_LENGTH = 10;
/** Long enough for any pass phrase, short enough that hashing it costs nothing extra. */
const MAX_PASSWORD_LENGTH = 200;

/** E-mail or name; compared in lower case and in one Unicode form, so that two spellings of it are one owner. */
export const loginName = z
  .string()
  .transform((text) => text.normalize("NFKC").trim().toLowerCase())
  .pipe(
    z
      .string()
      .min(2, "账号至少 2 个字符")
      .max(64, "账号最多 64 个字符")
      .regex(/^[^\s\p{C}]+$/u, "账号里不能有空格"),
  );

/** A password to be set. Length is what counts; composition rules only make people write it down. */
export const newPassword = z
  .string()
  .min(MIN_PASSWORD_LENGTH, `密码至少 ${MIN_PASSWORD_LENGTH} 个字符`)
  .max(MAX_PASSWORD_LENGTH, `密码最多 ${MAX_PASSWORD_LENGTH} 个字符`)
  .refine((text) => new Set(text).size >= 4, "密码太简单，请换一个");

/** A password to be compared: only its length is bounded. */
export const givenPassword = z.string().min(1, "请输入密码").max(MAX_PASSWORD_LENGTH, "密码不正确");
