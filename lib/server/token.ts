import "server-only";
import { createHash, randomBytes } from "node:crypto";

/** 256 random bits as 43 URL-safe characters: a cookie or a link that nobody can guess. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** The SHA-256 of a token, which is all that is stored of it: a stolen database opens no session. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
