import "server-only";
import type { ReactNode } from "react";
import { ownersLang } from "@/lib/language/language";

/** Chinese, with what stands between it and more of it. */
const CHINESE = /(\p{Script=Han}(?:[^a-z“”]*\p{Script=Han})?)/iu; // split keeps what is in the brackets

/**
 * A sentence of the shop's in which titles or other words of the owner's stand, with these marked as Chinese, for an answer to a form:
 * made here, so that no phone loads anything for it. Nothing where the page is in the owner's own language.
 */
export function markOwners(sentence: string): { said?: ReactNode } {
  const lang = ownersLang();
  const parts = sentence.split(CHINESE);
  if (lang === undefined || parts.length === 1) return {};
  const said = parts.map((part, place) =>
    place % 2 === 0 ? (
      part
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is never rearranged.
      <span key={place} lang={lang}>
        {part}
      </span>
    ),
  );
  return { said };
}
