import { parseJsonObject } from "../openapi/json";

/** The same JSON as other writers write it: compact, with blanks as Python and Go do, slashes or everything above ASCII escaped, indented. */
export function jsonSpellings(text: string): string[] {
  const value = text.trimStart().startsWith("[") ? parseArray(text) : parseJsonObject(text);
  if (!value) return [];
  const compact = JSON.stringify(value);
  const spaced = withBlanks(compact);
  const plain = [compact, spaced, JSON.stringify(value, null, 2), JSON.stringify(value, null, 4)];
  const slashes = [text.replaceAll("\\/", "/"), ...[compact, spaced].map((json) => json.replaceAll("/", "\\/"))];
  const ascii = [compact, spaced].flatMap((json) => [unicodeEscaped(json), unicodeEscaped(json.replaceAll("/", "\\/")), htmlSafe(json)]);
  return [...new Set([...plain, ...slashes, ...ascii])].filter((json) => json !== text);
}

function parseArray(text: string): unknown[] | null {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** A blank behind each comma and colon outside of strings. */
function withBlanks(json: string): string {
  let isInside = false;
  let written = "";
  for (let at = 0; at < json.length; at++) {
    const character = json.charAt(at);
    if (character === "\\") {
      written += json.slice(at, at + 2);
      at += 1;
      continue;
    }
    if (character === '"') isInside = !isInside;
    written += !isInside && (character === "," || character === ":") ? `${character} ` : character;
  }
  return written;
}

function unicodeEscaped(json: string): string {
  return json.replace(/[^\0-\x7f]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** As Go and some Java writers do with what a page could take for a tag. */
function htmlSafe(json: string): string {
  return json.replaceAll("<", "\\u003c").replaceAll(">", "\\u003e").replaceAll("&", "\\u0026");
}
