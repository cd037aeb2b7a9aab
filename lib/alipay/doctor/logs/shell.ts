/** Address and body of a curl command, as browsers copy requests and people try them; null for any other text. */
export function readCurl(text: string): { query: string; body: string } | null {
  const at = text.search(/\bcurl\s/);
  if (at < 0) return null;
  const words = shellWords(text.slice(at));
  const body: string[] = [];
  let query = "";
  words.forEach((word, index) => {
    const value = words[index + 1] ?? "";
    if (/^(?:-d|--data(?:-raw|-binary|-ascii)?)$/.test(word)) body.push(value);
    else if (/^--data(?:-raw|-binary|-ascii)?=/.test(word)) body.push(word.slice(word.indexOf("=") + 1));
    else if (/^(?:--data-urlencode|-F|--form)$/.test(word)) body.push(encodePair(value));
    else if (/^https?:\/\//.test(word) && word.includes("?")) query = word.slice(word.indexOf("?") + 1);
  });
  return query || body.length > 0 ? { query, body: body.join("&") } : null;
}

function encodePair(pair: string): string {
  const equals = pair.indexOf("=");
  return `${pair.slice(0, equals)}=${encodeURIComponent(pair.slice(equals + 1))}`;
}

/** Splits as a POSIX shell does: '…' as it stands, "…" and bare words with backslashes, $'…' with C's escapes. */
function shellWords(text: string): string[] {
  const words: string[] = [];
  let word: string[] | null = null;
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at);
    if (/\s/.test(character)) {
      if (word) words.push(word.join(""));
      word = null;
      continue;
    }
    word ??= [];
    if (character === "\\" || (character === "^" && /["\r\n]/.test(text.charAt(at + 1)))) {
      at += 1;
      if (!/[\r\n]/.test(text.charAt(at))) word.push(text.charAt(at));
    } else if (character === "'" || character === '"') {
      const isAnsi = character === "'" && text.charAt(at - 1) === "$";
      if (isAnsi) word.pop();
      at = readQuoted(text, { at: at + 1, quote: character, isAnsi }, word);
    } else word.push(character);
  }
  return word ? [...words, word.join("")] : words;
}

function readQuoted(text: string, { at: from, quote, isAnsi }: { at: number; quote: string; isAnsi: boolean }, word: string[]): number {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === quote) return at;
    const next = text.charAt(at + 1);
    if (character === "\\" && (isAnsi || (quote === '"' && /["\\$`]/.test(next)))) {
      at += 1;
      word.push(isAnsi && next === "n" ? "\n" : isAnsi && next === "r" ? "\r" : next);
    } else word.push(character);
  }
  return text.length;
}
