import { encodeGbk } from "@/lib/alipay/gbk";
import type { Field, Genuine } from "./message";

/** How a text is escaped in a form: as browsers do it, or in one of the spellings that mean the same. */
export type Spelling = "usual" | "everything" | "small letters" | "blanks as %20" | "nothing";

/** A genuine message in its charset, as Alipay sends it. */
export function encodeGenuine({ fields, charset }: Pick<Genuine, "fields" | "charset">): string {
  return joined(fields, charset);
}

/** The fields as a form, one byte to a character. */
export function joined(fields: readonly Field[], charset: "utf-8" | "gbk", spelling: Spelling = "usual"): string {
  return fields.map(([name, value]) => `${escaped(name, charset, spelling)}=${escaped(value, charset, spelling)}`).join("&");
}

function escaped(text: string, charset: "utf-8" | "gbk", spelling: Spelling): string {
  const bytes = charset === "gbk" ? encodeGbk(text) : Buffer.from(text, "utf8");
  if (spelling === "nothing") return bytes.toString("latin1");
  return Array.from(bytes, (byte) => {
    const letter = String.fromCharCode(byte);
    if (spelling !== "everything" && /[\w.*-]/.test(letter)) return letter;
    if (letter === " " && spelling === "usual") return "+";
    const hex = byte.toString(16).padStart(2, "0");
    return `%${spelling === "small letters" ? hex : hex.toUpperCase()}`;
  }).join("");
}
