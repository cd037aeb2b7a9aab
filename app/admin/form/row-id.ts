import { z } from "zod";

/** The number of a row, as a hidden field carries it. */
export const rowId = z
  .string()
  .regex(/^\d{1,18}$/)
  .transform(BigInt);
