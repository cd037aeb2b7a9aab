import { encodeGbk } from "@/lib/alipay/gbk";
import type { Field, Genuine } from "./message";

/** How a text is escaped in a form: as browsers do it, or in one of the spellings that mean the same. */
export type Spelling = "usual" | "everything" | "small letters" | "blanks as %20" | "nothing";

/** A genuine message in its charset, as Alipay sends it. */
export function encodeGenuine({ fields, charset }: Pick<Genuine, "fields" | "charset">): string {
  return joined(fields, charset);
}

/** Each of them in its charset, as it is sent: for whoever needs one over and over. */
export function encodedOf(genuine: readonly Genuine[]): ReadonlyMap<Genuine, string> {
  return new Map(genuine.map((one) => [one, encodeGenuine(one)]));
}

/** The fields as a form, one byte to a character. */
export function joined(fields: readonly Field[], charset: "utf-8" | "gbk", spelling: Spelling = "usual"): string {
  return fields.map(([name, value]) => `${escaped(name, charset, spelling)}=${escaped(value, charset, spelling)}`).join("&");
}

function escaped(text: string, charset: "utf-8" | "gbk", spelling: Spelling): string {
  const bytes = charset === "gbk" ? encodeGbk(text) : Buffer.from(text, "utf8");
  if (spelling === "nothing") return bytes.toString("latin1");
  const letters = LETTERS[spelling];
  let form = "";
  for (const byte of bytes) form += letters[byte];
  return form;
}

/** Each byte as it is spelled. */
const LETTERS: Record<Exclude<Spelling, "nothing">, string[]> = {
  usual: lettersOf("usual"),
  everything: lettersOf("everything"),
  "small letters": lettersOf("small letters"),
  "blanks as %20": lettersOf("blanks as %20"),
};

function lettersOf(spelling: Spelling): string[] {
  return Array.from({ length: 256 }, (_, byte) => {
    const letter = String.fromCharCode(byte);
    if (spelling !== "everything" && /[\w.*-]/.test(letter)) return letter;
    if (letter === " " && spelling === "usual") return "+";
    const hex = byte.toString(16).padStart(2, "0");
    return `%${spelling === "small letters" ? hex : hex.toUpperCase()}`;
  });
}
