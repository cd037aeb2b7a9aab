import "server-only";
import { logLimit } from "./log-limit";

/** Next's sentences about a post whose action is not there: from before a deploy, or from somebody who tries names. */
const UNKNOWN_ACTION = /^(?:Failed to find Server Action|Invalid Server Actions request|The Server Reference ID)/;

/**
 * Next warns of each post for an unknown action, with a stack. Such a post is answered with 4xx and anybody can send as many as they
 * like, so it is said once a minute, and without.
 */
export function quietUnknownActions(target: Pick<Console, "warn"> = console): void {
  const warn = target.warn.bind(target);
  target.warn = (...args: unknown[]) => {
    if (args[0] instanceof Error && UNKNOWN_ACTION.test(args[0].message)) logLimit("unknown action");
    else warn(...args);
  };
}
