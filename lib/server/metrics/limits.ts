import "server-only";
import { counter } from "./registry";

const hits = counter("limit_hits_total", {
  help: "How often a limit was hit; a limit that holds for a time is hit by each request in it.",
  labels: ["limit"],
});

/** Counts that a limit was hit. `limit` names it, and is one of few: never a visitor's address or words. */
export function countLimit(limit: string): void {
  hits.inc({ limit });
}
