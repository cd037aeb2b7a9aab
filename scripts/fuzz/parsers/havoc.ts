import type { Dice } from "../dice";
import { oddText } from "../odd-texts";

/** What stands between the parts of forms, XML, JSON, archives, certificates and captured requests. */
const TOKENS = [
  ...[
    "&",
    "=",
    "%",
    "%00",
    "%26",
    "+",
    ";",
    "?",
    "#",
    "\r\n",
    "\n\n",
    "<",
    ">",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE x [",
    "<?xml ",
  ],
  ...[
    "&amp;",
    "&lt;",
    "&#0;",
    "&#x10FFFF;",
    "&quot;",
    "{",
    "}",
    "[",
    "]",
    '"',
    "\\",
    "\\u0000",
    '\\"',
    ":",
    ",",
    "null",
    "1e999",
    "-0",
    "true",
  ],
  ...[
    "PK\x01\x02",
    "PK\x03\x04",
    "PK\x05\x06",
    "\xff\xff",
    "\x00\x00",
    "\x00\x00\x00\x00",
    "\xff\xff\xff\xff",
    "\t,",
    '""',
    "#",
    "-----BEGIN CERTIFICATE-----",
  ],
  ...[
    "sign",
    "sign_type",
    "charset=GBK",
    "notify_data",
    "res_error",
    "res_data",
    "is_success",
    "error_response",
    "GET /",
    "POST ",
    "HTTP/1.1",
    "^",
    "$",
    "|",
  ],
];

/** A text with one to eight small things about it changed, in bytes. `corpus`: texts of the same kind. */
export function havoc(dice: Dice, seed: Buffer, corpus: readonly Buffer[], mostBytes: number): Buffer {
  let bytes = seed;
  do bytes = once(dice, bytes, corpus);
  while (dice.chance(0.6));
  return bytes.length > mostBytes ? bytes.subarray(0, mostBytes) : bytes;
}

function once(dice: Dice, bytes: Buffer, corpus: readonly Buffer[]): Buffer {
  const at = dice.whole(bytes.length + 1);
  const length = Math.min(bytes.length - at, 1 + dice.whole(dice.chance(0.8) ? 12 : 300));
  const [head, piece, tail] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
  switch (dice.whole(9)) {
    case 0: {
      const changed = Buffer.from(bytes);
      if (at < changed.length) changed[at] = (changed[at] ?? 0) ^ (1 << dice.whole(8));
      return changed;
    }
    case 1:
      return Buffer.concat([head, dice.bytes(1 + dice.whole(4)), tail]);
    case 2:
      return Buffer.concat([head, tail]);
    case 3:
      return Buffer.concat([head, piece, piece, tail]);
    case 4:
      return Buffer.concat([head, Buffer.from(dice.pick(TOKENS), "latin1"), bytes.subarray(at)]);
    case 5:
      return Buffer.concat([head, Buffer.from(oddText(dice), "utf8"), tail]);
    case 6: {
      const other = dice.pick(corpus);
      return Buffer.concat([head, other.subarray(dice.whole(other.length + 1))]);
    }
    case 7: {
      const other = dice.pick(corpus);
      const from = dice.whole(other.length + 1);
      return Buffer.concat([head, other.subarray(from, from + 1 + dice.whole(60)), bytes.subarray(at)]);
    }
    default:
      // So often that whatever grows with the square of a length shows it.
      return dice.chance(0.1)
        ? Buffer.concat([head, ...Array<Buffer>(dice.pick([50, 500, 4_000])).fill(piece), tail])
        : Buffer.concat([tail, head]);
  }
}
