import { z } from "zod";

/** The number of a row whose key is a bigint, as a hidden field carries it. */
export const rowId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);

/** The same of a row whose key is an integer column. */
export const smallRowId = z
  .string()
  .regex(/^[1-9]\d{0,9}$/)
  .transform(Number)
  .pipe(z.number().max(2_147_483_647));
