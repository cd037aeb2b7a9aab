import type { OutsideTrouble } from "@/lib/server/outside";

/** Why a message did not arrive, as a stable word. The other side's own code, where it gave one, stands behind it: "signature 310000". */
export type Problem =
  | OutsideTrouble
  | "busy" // too fast
  | "key" // the robot's key is dead, or the mail server does not take the password
  | "signature" // or another of the robot's safety settings: keyword, IP
  | "refused" // it did not say why, or it is about this message
  | "unreadable" // an answer that says neither yes nor no
  | "redirected"
  | "locked" // what opens the channel was sealed with a secret that is not here
  | "gone" // what it tells of is not there any more
  | "waited"; // it waited for a day while its channel was paused or stopped

/** busy: not now; no try is spent, unless it goes on (back-off.ts) · dead: never again before the owner has changed something. */
export type Outcome =
  | { kind: "sent" }
  | { kind: "busy"; afterMs: number; problem: string }
  | { kind: "failed"; problem: string }
  | { kind: "dead"; problem: string };

/** A problem with the other side's code. */
export function problemOf(problem: Problem, code?: string | number): string {
  return code === undefined ? problem : `${problem} ${String(code).slice(0, 40)}`;
}
