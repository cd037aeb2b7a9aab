import { z } from "zod";
import { toLine, toLines } from "@/lib/server/typed-text";
import { MAX_WORD, MOST_LINES, MOST_WORDS } from "@/lib/shop/search/synonyms";
import { was } from "../../../form/was";
import { text } from "./text";

const MAX_TYPED = 12_000;
const MAX_SHOWN = 12;

/** The lines, each with = between its words; empty ones go. */
export const synonyms = z.strictObject({
  was,
  lines: z
    .string()
    .max(MAX_TYPED, text.tooLong)
    .transform((typed) =>
      toLines(typed)
        .split("\n")
        .map(wordsOf)
        .filter((words) => words.length > 0),
    )
    .superRefine((lines, context) => {
      const problem = lines.length > MOST_LINES ? text.tooManyLines : lines.map(problemOf).find(Boolean);
      if (problem) context.addIssue({ code: "custom", message: problem });
    })
    .transform((lines) => lines.map((words) => words.join("="))),
});

function wordsOf(line: string): string[] {
  return [...new Set(line.split(/[=＝,，、]/u).map(toLine))].filter((word) => word !== "");
}

function problemOf(words: string[]): string | undefined {
  const shown = words.join("=").slice(0, MAX_SHOWN);
  if (words.length < 2) return text.tooFew(shown);
  if (words.length > MOST_WORDS) return text.tooManyWords(shown);
  const long = words.find((word) => Array.from(word).length > MAX_WORD);
  return long && text.badWord(long.slice(0, MAX_SHOWN));
}
