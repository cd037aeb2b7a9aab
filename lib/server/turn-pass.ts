import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

const PASS = "x-turn";
const passes = new Set<string>();

/**
 * A form that leads to another page is answered with that page: Next asks the shop itself for it, with the form's headers. By this one
 * it is known again, for as long as the form has no answer. At the end of a queue it would keep its form waiting, all of these in
 * one, since the address they come from is the shop's own.
 */
export function givePass({ method, headers }: IncomingMessage, response: ServerResponse): void {
  if (method !== "POST") return;
  const pass = randomUUID();
  headers[PASS] = pass;
  passes.add(pass);
  response.once("close", () => passes.delete(pass));
}

/** Whether a request belongs to a form that has had its turn. */
export function hasPass({ headers }: IncomingMessage): boolean {
  const pass = headers[PASS];
  return typeof pass === "string" && passes.has(pass);
}
