import { randomInt } from "node:crypto";

const ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
const MAX_WORDS_LENGTH = 40;

/** A slug for a product or a category: the Latin words of its title, if there are any, and six random characters that make it unique. */
export function newSlug(title: string): string {
  const words = title
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MAX_WORDS_LENGTH)
    .replace(/^-|-$/g, "");
  const random = Array.from({ length: 6 }, () => ALPHABET[randomInt(ALPHABET.length)]).join("");
  return words ? `${words}-${random}` : `p-${random}`;
}
