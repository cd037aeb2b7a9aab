import { type Literal, readLiteral } from "./literal";
import { isParams } from "./params";

/** Objects are looked for at so many braces; more are in no line of a log. */
const MOST_STARTS = 12;
const MAX_DEPTH = 5;

/** What a log holds of a message: its parameters with exact boundaries, or its text. */
export type Logged = { pairs: Map<string, string> } | { text: string };

/** The message inside an object that a program logged, wherever in the line it begins and however deep it is nested. */
export function objectInLog(text: string, isMessage: (text: string) => boolean): Logged | null {
  let starts = 0;
  for (let at = text.indexOf("{"); at >= 0 && starts < MOST_STARTS; at = text.indexOf("{", at + 1)) {
    starts += 1;
    const read = readLiteral(text, at);
    const found = read && search(read.value, isMessage, 0);
    if (found) return found;
  }
  return null;
}

/** The object itself when it has a sign, else what it holds: parameters under a name, or a whole body as text. */
function search(value: Literal, isMessage: (text: string) => boolean, depth: number): Logged | null {
  if (depth > MAX_DEPTH) return null;
  if (typeof value === "string") {
    if (isMessage(value)) return { text: value };
    const inner = depth > 0 && value.trimStart().startsWith("{") ? readLiteral(value, value.indexOf("{")) : null;
    return inner && search(inner.value, isMessage, depth + 1);
  }
  if (value instanceof Map && isParams(value)) return { pairs: pairsOf(value) };
  for (const part of value.values()) {
    const found = search(part, isMessage, depth + 1);
    if (found) return found;
  }
  return null;
}

/** Values that are lists of one (frameworks that allow a name twice) count as that one; other structures as compact JSON. */
function pairsOf(fields: Map<string, Literal>): Map<string, string> {
  return new Map([...fields].map(([name, value]) => [name, textOf(value)]));
}

function textOf(value: Literal): string {
  if (typeof value === "string") return value === "null" || value === "None" || value === "undefined" ? "" : value;
  if (Array.isArray(value) && value.length === 1 && typeof value[0] === "string") return value[0];
  return JSON.stringify(plain(value));
}

function plain(value: Literal): unknown {
  if (value instanceof Map) return Object.fromEntries([...value].map(([name, part]) => [name, plain(part)]));
  return Array.isArray(value) ? value.map(plain) : value;
}
