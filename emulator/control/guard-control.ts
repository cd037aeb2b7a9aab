import { json } from "./json";

const LOOPBACK = /^(127\.\d{1,3}\.\d{1,3}\.\d{1,3}|::1|::ffff:127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/;
const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/**
 * The refusal of a control request that did not come directly from this machine, or null. Besides the address of the peer it
 * looks for headers that a web page or a proxy on this machine would send on behalf of somebody else.
 */
export function guardControl(request: Request, remoteAddress: string | undefined): Response | null {
  const url = new URL(request.url);
  if (!url.pathname.startsWith("/control/")) return null;
  const isLocal = LOOPBACK.test(remoteAddress ?? "") && LOCAL_NAMES.includes(url.hostname);
  const isRelayed = ["origin", "sec-fetch-site", "forwarded", "x-forwarded-for"].some((name) => request.headers.has(name));
  return isLocal && !isRelayed ? null : json({ error: "The control API answers only programs on this machine, over loopback." }, 403);
}
