import "server-only";
import { createHash } from "node:crypto";

/**
 * What a form was made from, as one short word for a hidden field: it changes with any of the values, whatever their order. A form
 * that comes back with another stamp than that of what is there now was open while somebody else saved, and would take that back.
 */
export function stampOf(values: Readonly<Record<string, unknown>>): string {
  const sorted = Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash("sha256").update(JSON.stringify(sorted)).digest("base64url").slice(0, 22);
}

/** Whether something else is there now than what a form was made from. A form from before there were stamps has none, and is taken. */
export function hasMoved(was: string | undefined, now: Readonly<Record<string, unknown>>): boolean {
  return was !== undefined && was !== stampOf(now);
}
