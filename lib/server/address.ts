import "server-only";
import { BlockList, isIP, isIPv4 } from "node:net";

/** Networks, as parseNetworks reads them. */
export type Networks = BlockList;

/**
 * What a limit counts an address by. A home or a phone has a whole /64 of IPv6 to choose from, so those count as one; an
 * IPv4 address counts alone, also in its IPv6 form. "unknown" for what is not an address.
 */
export function visitorKey(address: string): string {
  const plain = plainAddress(address);
  if (isIPv4(plain)) return plain;
  return isIP(plain) === 6 ? `${groupsOf(plain).slice(0, 4).join(":")}::/64` : "unknown";
}

/** The neighbourhood of an address, for limits on what many addresses of one hand can do: /24 of IPv4, /64 of IPv6. */
export function networkKey(address: string): string {
  const key = visitorKey(address);
  return isIPv4(key) ? `${key.split(".").slice(0, 3).join(".")}.0/24` : key;
}

/** Whose turn it is: /24 of IPv4, /48 of IPv6, which anybody is given for nothing, and which has 65,536 of the above in it. */
export function turnKey(address: string): string {
  const key = networkKey(address);
  return key.endsWith("::/64") ? `${key.split(":").slice(0, 3).join(":")}::/48` : key;
}

/**
 * The visitor's address out of X-Forwarded-For, to which each proxy adds whom it heard from: behind `hops` trusted ones the entry
 * that the outermost of them added. What stands to the left of it anybody may have written. "unknown" without any.
 */
export function visitorIp(forwardedFor: string | string[] | null | undefined, hops: number): string {
  const entries = String(forwardedFor ?? "")
    .split(",")
    .map((entry) => entry.trim());
  return entries.at(-Math.max(1, hops)) || entries[0] || "unknown";
}

/**
 * A list of networks as configured: "10.0.0.0/8, ::1". @throws {RangeError} naming what is not a network
 */
export function parseNetworks(text: string): Networks {
  const list = new BlockList();
  for (const entry of text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = "", prefix] = entry.split("/");
    const family = isIP(address);
    const length = prefix === undefined ? (family === 6 ? 128 : 32) : Number(prefix);
    if (family === 0 || !Number.isInteger(length) || length < 0 || length > (family === 6 ? 128 : 32))
      throw new RangeError(`${entry} is not a network`);
    list.addSubnet(address, length, family === 6 ? "ipv6" : "ipv4");
  }
  return list;
}

/** Whether an address lies in one of the networks; never for what is not an address. */
export function isIn(networks: Networks, address: string | undefined): boolean {
  const plain = plainAddress(address ?? "");
  const family = isIP(plain);
  return family !== 0 && networks.check(plain, family === 6 ? "ipv6" : "ipv4");
}

/** "::ffff:192.0.2.1" is an IPv4 address; a zone ("%eth0") says nothing to us, nor does the port that some proxies add. */
export function plainAddress(address: string): string {
  const withoutPort = address.trim().replace(/^(?:\[([^\]]*)\]|(\d+(?:\.\d+){3}))(?::\d+)?$/, "$1$2");
  const [bare = ""] = withoutPort.split("%");
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1];
  return mapped ?? bare;
}

/** The eight groups of an IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = "", tail] = address.toLowerCase().split("::");
  const groups = (part: string) => (part ? part.split(":") : []);
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const missing = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length);
  return [...left, ...Array<string>(missing).fill("0"), ...right].map((group) => group.replace(/^0+(?=.)/, ""));
}
