const decoder = new TextDecoder("gbk", { fatal: true });

/** The text of GBK bytes; null for bytes that are not GBK. */
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
