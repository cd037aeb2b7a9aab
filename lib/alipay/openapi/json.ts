/** The object that a JSON text holds; null for anything else, arrays and broken texts included. */
export function parseJsonObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.assign(Object.create(null), value) : null;
  } catch {
    return null;
  }
}

export type Member = { name: string; raw: string };

/**
 * The members of the outermost object with each value's exact text, as it was signed (docs/wire/alipay-openapi.md §2.4):
 * braces are matched outside strings, so that a value may hold what looks like the end. Null unless the text is a JSON object
 * with each name once: of a repeated name, two readers could take different values.
 */
export function splitMembers(text: string): Member[] | null {
  if (!parseJsonObject(text)) return null;
  const members: Member[] = [];
  let at = text.indexOf("{") + 1;
  for (;;) {
    at = skip(text, at, /[\s,]/);
    if (text[at] !== '"') return unique(members);
    const nameEnd = valueEnd(text, at);
    const name: unknown = JSON.parse(text.slice(at, nameEnd));
    const from = skip(text, nameEnd, /[\s:]/);
    const to = valueEnd(text, from);
    members.push({ name: String(name), raw: text.slice(from, to) });
    at = to;
  }
}

function unique(members: Member[]): Member[] | null {
  return new Set(members.map(({ name }) => name)).size === members.length ? members : null;
}

function skip(text: string, from: number, what: RegExp): number {
  let at = from;
  while (at < text.length && what.test(text.charAt(at))) at += 1;
  return at;
}

/** Where the value that begins at `from` ends; the text is known to be JSON. */
function valueEnd(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '"') {
      at = stringEnd(text, at);
      if (depth === 0) return at + 1;
    } else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      if (depth === 0) return at;
      depth -= 1;
      if (depth === 0) return at + 1;
    } else if (depth === 0 && /[\s,]/.test(character)) return at;
  }
  return text.length;
}

function stringEnd(text: string, from: number): number {
  let at = from + 1;
  while (text.charAt(at) !== '"') at += text.charAt(at) === "\\" ? 2 : 1;
  return at;
}
