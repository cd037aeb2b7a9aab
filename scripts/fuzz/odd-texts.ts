import type { Dice } from "./dice";

/** Texts on which readers stumble: empty, other numbers, other spellings of sums, NUL, directions of writing, halves of characters, other syntaxes. */
const ODD = [
  ...["", " ", "0", "-1", "0.00", "0.01", "1e2", "1E400", "NaN", "Infinity", "0x10", "1,00", "１２３", "9007199254740993", "100.000"],
  ...["+100.00", " 100.00", "100.00 ", "100.0\n0", "null", "undefined", "true", "[object Object]", "__proto__", "constructor"],
  ...["\0", "a\0b", "\u202E00.1", "\u200B", "\uFEFF", "\uFFFD", "\u2028", "é", "é", "ﷺ".repeat(20), "👨‍👩‍👧", "\u{10FFFF}"],
  ...[
    "TRADE_SUCCESS",
    "TRADE_FINISHED",
    "trade_success",
    "TRADE_SUCCESS ",
    "success",
    "&sign=",
    "a&b=c",
    "=",
    "%00",
    "%",
    "%zz",
    "+",
    "\r\n",
  ],
  ...["<x>", "]]>", "&amp;", "&#0;", "&#x26;", "<![CDATA[x]]>", "../../etc/passwd", "' OR 1=1 --", "{}", "[]", '"', "$1", "\\u0000"],
];

export function oddText(dice: Dice): string {
  if (dice.chance(0.02)) return dice.pick(["x", "9", "好", "&", "\0"]).repeat(dice.pick([300, 5_000, 40_000]));
  return dice.chance(0.8) ? dice.pick(ODD) : dice.bytes(1 + dice.whole(24)).toString("latin1");
}

/** A text with one small thing about it changed. */
export function nearly(dice: Dice, text: string): string {
  const at = dice.whole(text.length + 1);
  const end = text.slice(at + 1);
  switch (dice.whole(7)) {
    case 0:
      return text.slice(0, at) + end;
    case 1:
      return text.slice(0, at) + oddText(dice) + text.slice(at);
    case 2:
      return text.slice(0, at) + String.fromCharCode(33 + dice.whole(94)) + end;
    case 3:
      return text.slice(0, at);
    case 4:
      return text + text;
    case 5:
      return dice.pick([text.toUpperCase(), text.toLowerCase(), ` ${text}`, `${text} `, `${text}\n`, `\uFEFF${text}`]);
    default:
      return text.replace(/\d/, String(dice.whole(10)));
  }
}
