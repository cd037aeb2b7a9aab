/** GB18030 holds all of GBK and the rest of Unicode in four bytes; whoever says GBK or GB2312 may send those too. */
const decoder = new TextDecoder("gb18030", { fatal: true });

/** The text of GBK or GB18030 bytes; null for bytes that are neither. A lone 0x80 is the euro sign, as in Windows' GBK. */
export function decodeGbk(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/** True for the names by which a message may say that it is in GBK; everything else is UTF-8 here (docs/wire/alipay-openapi.md §2.5). */
export function isGbkName(charset: string | undefined): boolean {
  return /^(gbk|gb2312|gb18030)$/i.test(charset ?? "");
}

/** GBK bytes of a text; a character that GBK lacks (emoji, …) becomes a question mark, as it does at Alipay. */
export function encodeGbk(text: string): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(table().get(character) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

/**
 * The bytes that a text may have had in GBK or GB18030, which differ in the euro sign (two bytes, or Windows' 0x80) and in what only
 * GB18030 has (four bytes, or a question mark). One for a text in which nothing differs.
 */
export function gbkSpellings(text: string): Buffer[] {
  const narrow = encodeGbk(text);
  const whole = encodeWhole(text, [0xa2, 0xe3]);
  const others = text.includes("€") ? [encodeWhole(text, [0x80])] : [];
  return [whole, ...others, ...(narrow.equals(whole) ? [] : [narrow])];
}

function encodeWhole(text: string, euro: number[]): Buffer {
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else if (character === "€") bytes.push(...euro);
    else bytes.push(...(table().get(character) ?? fourBytes(code)));
  }
  return Buffer.from(bytes);
}

/** Above the first plane the four bytes count on in order; on it they fill the gaps of the two-byte table, in order too (GB 18030-2005). */
function fourBytes(code: number): number[] {
  const pointer = code >= 0x10000 ? 189_000 + code - 0x10000 : gaps().get(code);
  if (pointer === undefined) return [0x3f];
  return bytesAt(pointer);
}

function bytesAt(pointer: number): number[] {
  return [
    0x81 + Math.floor(pointer / 12_600),
    0x30 + (Math.floor(pointer / 1_260) % 10),
    0x81 + (Math.floor(pointer / 10) % 126),
    0x30 + (pointer % 10),
  ];
}

let cachedGaps: Map<number, number> | undefined;

function gaps(): Map<number, number> {
  if (cachedGaps) return cachedGaps;
  cachedGaps = new Map();
  for (let pointer = 0; pointer < 39_420; pointer++) {
    const code = decodeGbk(Uint8Array.from(bytesAt(pointer)))?.codePointAt(0);
    if (code !== undefined && !cachedGaps.has(code)) cachedGaps.set(code, pointer);
  }
  return cachedGaps;
}

let cached: Map<string, [number, number]> | undefined;

/** Node can decode GBK but not encode it, so every pair of bytes is decoded once and the table is inverted. */
function table(): Map<string, [number, number]> {
  cached ??= new Map();
  if (cached.size > 0) return cached;
  for (let first = 0x81; first <= 0xfe; first++) {
    for (let second = 0x40; second <= 0xfe; second++) {
      const character = second === 0x7f ? null : decodeGbk(Uint8Array.of(first, second));
      if (character !== null && Array.from(character).length === 1 && !cached.has(character)) cached.set(character, [first, second]);
    }
  }
  return cached;
}
