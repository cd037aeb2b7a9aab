import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

const sha256 = (data: string | Buffer) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, text: string) => createHmac("sha256", key).update(text).digest();

/**
 * Whether a request carries the signature that its receiver makes of it: Amazon S3 API Reference, "Signature Calculations for the
 * Authorization Header: Transferring Payload in a Single Chunk (AWS Signature Version 4)". The body's hash must be the body's.
 */
export function isSigned(request: IncomingMessage, body: Buffer, secret: string): boolean {
  const { authorization = "", "x-amz-date": date, "x-amz-content-sha256": payload } = request.headers;
  const [, scope = "", names = "", signature] =
    /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)$/.exec(authorization) ?? [];
  if (payload !== sha256(body) || !names.split(";").includes("host")) return false;
  const url = new URL(request.url ?? "", "http://unused");
  const encode = (text: string) =>
    encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  const query = [...url.searchParams].map((pair) => pair.map(encode).join("=")).sort();
  const headers = names.split(";").map((name) => `${name}:${String(request.headers[name]).trim()}\n`);
  const canonical = [request.method, url.pathname, query.join("&"), headers.join(""), names, payload].join("\n");
  const key = scope.split("/").reduce<string | Buffer>((made, part) => hmac(made, part), `AWS4${secret}`);
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  return signature === hmac(key, text).toString("hex");
}
