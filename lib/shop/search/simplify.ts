import "server-only";
import { Converter } from "opencc-js/t2cn";

let convert: ((text: string) => string) | undefined;

/** Traditional characters as simplified ones, words of Taiwan and Hong Kong as those of the mainland (龍井 → 龙井, 滑鼠 → 鼠标); the rest as it is. */
export function simplify(text: string): string {
  // The tables take 20 ms to load: not before somebody searches.
  convert ??= Converter({ from: "twp", to: "cn" });
  return convert(text);
}
