import { createHash, KeyObject, X509Certificate } from "node:crypto";

/**
 * Names a configuration of a contract: the same for the same keys and addresses in each process and after each start, another one
 * when any of them changes. It is a digest, from which nothing secret can be read.
 */
export function contractIdentity(contract: string, config: object): string {
  const digest = createHash("sha256")
    .update(JSON.stringify(plain(config)))
    .digest("hex");
  return `${contract}:${digest.slice(0, 32)}`;
}

/** Keys as their own bytes, objects in the order of their names. */
function plain(value: unknown): unknown {
  if (value instanceof KeyObject) return createHash("sha256").update(bytesOf(value)).digest("hex");
  if (value instanceof X509Certificate) return value.fingerprint256;
  if (Buffer.isBuffer(value)) return createHash("sha256").update(value).digest("hex");
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => [name, plain(one)]);
}

function bytesOf(key: KeyObject): Buffer {
  return key.type === "private" ? key.export({ type: "pkcs8", format: "der" }) : key.export({ type: "spki", format: "der" });
}
