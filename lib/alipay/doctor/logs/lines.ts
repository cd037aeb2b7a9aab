import { isParams } from "./params";

/** `[name] => value` as PHP's print_r writes it, with values of several lines. Null for any other text. */
export function readPrintR(text: string): Map<string, string> | null {
  return readLines(text, /^[ \t]*\[([A-Za-z_]\w*)\][ \t]=>[ \t]?(.*)$/s, /^[ \t]*\)[ \t]*$/);
}

/** `name: value`, `name<TAB>value` or `name = value`, one a line, as browsers' tools and Postman show parameters. */
export function readNameLines(text: string): Map<string, string> | null {
  return readLines(text, /^[ \t]{0,40}["']?([A-Za-z_]\w{0,63})["']? {0,40}(?:\t|:[ \t]|:$|=>|=)(.*)$/s, null);
}

function readLines(text: string, pair: RegExp, end: RegExp | null): Map<string, string> | null {
  const params = new Map<string, string>();
  let open: string | null = null;
  for (const line of text.split(/\r?\n/)) {
    const [, name, value] = pair.exec(line) ?? [];
    if (name !== undefined && value !== undefined) {
      params.set(name, value.replace(/^[ \t]/, ""));
      open = name;
    } else if (end?.test(line)) open = null;
    // A value goes on in the next line.
    else if (open !== null && line.trim() !== "") params.set(open, `${params.get(open)}\n${line}`);
  }
  return isParams(params) ? params : null;
}

/** `["name"]=> string(3) "abc"` as PHP's var_dump writes it; the length is in bytes. */
export function readVarDump(text: string): Map<string, string> | null {
  const params = new Map<string, string>();
  for (const part of text.split('["').slice(1)) {
    const head = /^(\w+)"\]=>\s*string\((\d{1,6})\)[^"]*"/.exec(part);
    if (!head?.[1] || !head[2]) continue;
    const bytes = Buffer.from(part.slice(head[0].length), "utf8");
    params.set(head[1], bytes.subarray(0, Number(head[2])).toString("utf8"));
  }
  return isParams(params) ? params : null;
}

/** `{a=b, c=d}` as Java's maps print themselves: a value ends where `, name=` begins. */
export function readJavaMap(text: string): Map<string, string> | null {
  for (let from = text.indexOf("{"), tries = 0; from >= 0 && tries < 8; from = text.indexOf("{", from + 1), tries++) {
    const inner = text.slice(from + 1);
    if (!/^[A-Za-z_]\w{0,63}=/.test(inner)) continue;
    const end = inner.lastIndexOf("}");
    const params = new Map<string, string>();
    for (const pair of (end < 0 ? inner : inner.slice(0, end)).split(/, (?=[A-Za-z_]\w{0,63}=)/)) {
      const equals = pair.indexOf("=");
      const value = pair.slice(equals + 1);
      // Values that are lists: [value].
      params.set(pair.slice(0, equals), /^\[[^[\]{}"]*\]$/.test(value) ? value.slice(1, -1) : value);
    }
    if (isParams(params)) return params;
  }
  return null;
}

/** `map[a:[b] c:[d]]` as Go prints url.Values, and `map[a:b c:d]`, its map of texts. */
export function readGoMap(text: string): Map<string, string> | null {
  const from = text.indexOf("map[");
  const end = text.lastIndexOf("]");
  if (from < 0 || end < from) return null;
  const params = new Map<string, string>();
  for (const pair of text.slice(from + 4, end).split(/ (?=[a-z_]{1,64}:)/)) {
    const colon = pair.indexOf(":");
    const value = pair.slice(colon + 1);
    params.set(pair.slice(0, colon), value.startsWith("[") && value.endsWith("]") && !value.startsWith("[{") ? value.slice(1, -1) : value);
  }
  return isParams(params) ? params : null;
}

/** A body of multipart/form-data: each part with its name in the head. */
export function readMultipart(text: string): Map<string, string> | null {
  const params = new Map<string, string>();
  for (const part of text.split(/\r?\n--/)) {
    const name = /name="([^"\r\n]{1,64})"/.exec(part)?.[1];
    const empty = /\r?\n\r?\n/.exec(part);
    if (name && empty) params.set(name, part.slice(empty.index + empty[0].length));
  }
  return isParams(params) ? params : null;
}

/** The form that SDKs write into a page: the request's parameters in its address and in hidden inputs. */
export function readHtmlForm(
  text: string,
  unescapeValue: (value: string) => string,
): { query: string; fields: Map<string, string> } | null {
  const form = text.search(/<form/i);
  const action = (form < 0 ? null : attribute(text.slice(form), "action")) ?? "";
  const fields = new Map<string, string>();
  for (const tag of text.split(/<input/i).slice(1)) {
    const name = attribute(tag.slice(0, 4_000), "name");
    const value = attribute(tag, "value");
    if (name && value !== null && /^\w{1,64}$/.test(name)) fields.set(name, unescapeValue(value));
  }
  const query = action.includes("?") ? unescapeValue(action.slice(action.indexOf("?") + 1)) : "";
  return fields.size > 0 && (fields.has("sign") || query.includes("sign=")) ? { query, fields } : null;
}

/** An attribute's value as it stands in a tag; null where the tag has none. */
function attribute(tag: string, name: "action" | "name" | "value"): string | null {
  for (const quote of ['"', "'"]) {
    const head = ` ${name}=${quote}`;
    const from = tag.indexOf(head);
    const end = from < 0 ? -1 : tag.indexOf(quote, from + head.length);
    if (end >= 0) return tag.slice(from + head.length, end);
  }
  return null;
}

/** `'name' => 'value',` as PHP's var_export writes it. */
export function readVarExport(text: string): Map<string, string> | null {
  const params = new Map<string, string>();
  for (const line of text.split(/\r?\n/)) {
    const [head = "", name] = /^[ \t]{0,40}'(\w{1,64})' => '/.exec(line) ?? [];
    if (name === undefined) continue;
    const value = line.slice(head.length).trimEnd();
    params.set(name, value.slice(0, value.lastIndexOf("'")).replace(/\\(['\\])/g, "$1"));
  }
  return isParams(params) ? params : null;
}
