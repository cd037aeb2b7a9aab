import "server-only";
import { isIP } from "node:net";

/** Whether a URL's host name is this machine or one in its own network (RFC 1918, link-local, mDNS), and so nobody's on the internet. */
export function isLocalHost(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/^\[|\]$/g, "");
  // Only of addresses, never of names: 10.example.com is somebody's on the internet.
  if (isIP(host) === 4) return /^(127|10)\.|^192\.168\.|^172\.(1[6-9]|2\d|3[01])\.|^169\.254\./.test(host);
  if (isIP(host) === 6) return host === "::1" || /^(f[cd][0-9a-f]{2}|fe80):/.test(host);
  return host === "localhost" || host.endsWith(".localhost") || host.endsWith(".local");
}
