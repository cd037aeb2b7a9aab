import "server-only";
import { createHmac } from "node:crypto";

/** 钉钉 加签: base64 of HMAC-SHA256 with the secret over "<ms>\n<secret>". `atMs`: now, in ms; the service takes an hour's difference. */
export function signDingtalk(secret: string, atMs: number): string {
  return createHmac("sha256", secret).update(`${atMs}\n${secret}`).digest("base64");
}

/** 飞书 签名校验: base64 of HMAC-SHA256 over nothing, with "<s>\n<secret>" as the key. `atS`: now, in seconds; an hour's difference. */
export function signFeishu(secret: string, atS: number): string {
  return createHmac("sha256", `${atS}\n${secret}`).digest("base64");
}

/** Of our own webhook: hex of HMAC-SHA256 with the secret over "<s>.<body>" (docs/operations.md). */
export function signWebhook(secret: string, atS: number, body: string): string {
  return createHmac("sha256", secret).update(`${atS}.${body}`).digest("hex");
}
