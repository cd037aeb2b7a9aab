import "server-only";
import { isIP } from "node:net";
import { ConfigError, type Env } from "@/lib/server/env";
import type { S3Settings } from "../pictures/stores/s3-settings";

const NEEDED = [
  "UPLOADS_S3_ENDPOINT",
  "UPLOADS_S3_BUCKET",
  "UPLOADS_S3_REGION",
  "UPLOADS_S3_ACCESS_KEY_ID",
  "UPLOADS_S3_SECRET_ACCESS_KEY",
] as const;

/**
 * Where uploads go: into a bucket, or onto the disk (null) when nothing of one is set.
 * @throws {ConfigError} for half of a store, and for one that could not be reached or would be told the key's signatures in the clear
 */
export function readUploads(env: Env): S3Settings | null {
  const missing = NEEDED.filter((name) => env[name] === undefined);
  const { UPLOADS_S3_ENDPOINT, UPLOADS_S3_BUCKET, UPLOADS_S3_REGION, UPLOADS_S3_ACCESS_KEY_ID, UPLOADS_S3_SECRET_ACCESS_KEY } = env;
  if (missing.length === NEEDED.length && env.UPLOADS_S3_STYLE === undefined) return null;
  if (!UPLOADS_S3_ENDPOINT || !UPLOADS_S3_BUCKET || !UPLOADS_S3_REGION || !UPLOADS_S3_ACCESS_KEY_ID || !UPLOADS_S3_SECRET_ACCESS_KEY)
    throw new ConfigError(missing.map((name) => `${name} is missing: a store for uploads needs all of ${NEEDED.join(", ")}`));
  const endpoint = parseEndpoint(UPLOADS_S3_ENDPOINT);
  const isAddress = isIP(endpoint.hostname.replace(/^\[|\]$/g, "")) !== 0 || endpoint.hostname === "localhost";
  const style = env.UPLOADS_S3_STYLE ?? (isAddress ? "path" : "host");
  checkBucket(UPLOADS_S3_BUCKET, { endpoint, style, isAddress });
  return {
    ...{ endpoint, style, bucket: UPLOADS_S3_BUCKET, region: UPLOADS_S3_REGION, accessKeyId: UPLOADS_S3_ACCESS_KEY_ID },
    secretAccessKey: UPLOADS_S3_SECRET_ACCESS_KEY,
    timeoutMs: env.UPLOADS_S3_TIMEOUT_SECONDS * 1000,
  };
}

function parseEndpoint(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.pathname !== "/" || url.search || url.hash || url.username || url.password || !/^https?:$/.test(url.protocol))
    throw new ConfigError(["UPLOADS_S3_ENDPOINT must be an origin alone, without the bucket, for example https://s3.example.com"]);
  if (url.protocol === "http:" && !/^(127\.\d+\.\d+\.\d+|\[::1\]|localhost)$/.test(url.hostname))
    throw new ConfigError(["UPLOADS_S3_ENDPOINT must begin with https://: only on this machine itself may it be http"]);
  return url;
}

type Around = { endpoint: URL; style: "path" | "host"; isAddress: boolean };

function checkBucket(bucket: string, { endpoint, style, isAddress }: Around): void {
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket))
    throw new ConfigError(["UPLOADS_S3_BUCKET must be a bucket's name: 3 to 63 small letters, digits, dots and hyphens"]);
  if (style === "path") return;
  if (isAddress) throw new ConfigError(["UPLOADS_S3_STYLE=host needs a name in UPLOADS_S3_ENDPOINT: set UPLOADS_S3_STYLE=path"]);
  if (bucket.includes(".") && endpoint.protocol === "https:")
    throw new ConfigError([
      "UPLOADS_S3_BUCKET has a dot, for which no certificate fits: set UPLOADS_S3_STYLE=path, or take a bucket without",
    ]);
}
