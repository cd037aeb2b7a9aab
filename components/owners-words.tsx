/** What stands in a sentence of the shop's where the owner's words belong. */
export const MARK = "{owners}";

type OwnersWordsProps = {
  sentence: string;
  words: string;
  /** Where in the sentence they stand. */
  gap?: string;
  /** Their language, where the page is in another. */
  lang: string | undefined;
};

/** A sentence with the owner's own words in it. */
export function OwnersWords({ sentence, words, gap = MARK, lang }: OwnersWordsProps) {
  const [before = "", after = ""] = sentence.split(gap);
  return (
    <>
      {before}
      <span lang={lang}>{words}</span>
      {after}
    </>
  );
}
