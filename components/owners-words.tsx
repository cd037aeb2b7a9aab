import { ownersLang } from "@/lib/language/language";

/** What stands in a sentence of the shop's where the owner's words belong. */
export const MARK = "\u0000";

/** A sentence with the owner's own words in it, which are in the shop's language whatever the sentence is in. */
export function OwnersWords({ sentence, words }: { sentence: string; words: string }) {
  const [before = "", after = ""] = sentence.split(MARK);
  return (
    <>
      {before}
      <span lang={ownersLang()}>{words}</span>
      {after}
    </>
  );
}
