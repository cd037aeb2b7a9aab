import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as 43 URL-safe characters: a cookie or a link that nobody guesses. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token: its SHA-256, so that a stolen database opens no session. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
