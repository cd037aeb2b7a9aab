import "server-only";
import pino from "pino";

/** Structured lines on standard output. Secret or personal values are never passed in; these paths are a second line of defence. */
export const log = pino({
  // Read here and not through env.ts: the log must work when the configuration does not.
  level: process.env.LOG_LEVEL || "info",
  base: undefined,
  timestamp: pino.stdTimeFunctions.isoTime,
  redact: {
    paths: ["sign", "*.sign", "password", "*.password", "accessToken", "*.accessToken", "cookie", "*.cookie", "key", "*.key"],
    censor: "[hidden]",
  },
});
export type Log = typeof log;
