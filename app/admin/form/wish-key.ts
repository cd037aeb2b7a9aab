import "server-only";
import { z } from "zod";

/** The key that a form is made with: the same key is the same wish, however often it is sent. */
export const wishKey = z.uuid();

/** A key for a new form. */
export function newWishKey(): string {
  return crypto.randomUUID();
}
