import "server-only";
import { lookup } from "node:dns";
import { isIP, isIPv4, type LookupFunction } from "node:net";
import { isIn, parseNetworks } from "./address";

/** Special-purpose networks (IANA's registries for IPv4 and IPv6): this machine, its neighbours, documentation, multicast. */
const NOT_PUBLIC_V4 = parseNetworks(
  [
    ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24"],
    ...["192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4"],
  ].join(),
);
/** Everything else of IPv6 is not routed on the internet; what carries an IPv4 address inside (mapped, NAT64) is among it. */
const GLOBAL_V6 = parseNetworks("2000::/3");
/** Teredo and other protocols, documentation, and 6to4, which carries an IPv4 address inside. */
const NOT_PUBLIC_V6 = parseNetworks("2001::/23,2001:db8::/32,2002::/16,3fff::/20");
const LOOPBACK = parseNetworks("127.0.0.0/8,::1");

/** Says of an address whether a request may go there. */
export type MayReach = (address: string) => boolean;

/** Whether an address is somebody's on the internet: never this machine's, its network's, or a cloud's metadata service. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !isIn(NOT_PUBLIC_V4, address);
  return isIP(address) === 6 && !address.includes(".") && isIn(GLOBAL_V6, address) && !isIn(NOT_PUBLIC_V6, address);
}

/** Whether an address is this machine's own. */
export function isLoopback(address: string): boolean {
  return isIn(LOOPBACK, address);
}

/** A name, or an address, that leads to where no request may go. */
export class NotPublicError extends Error {
  override name = "NotPublicError" as const;
  constructor() {
    super("the address is not a public one");
  }
}

/**
 * Resolves names for a socket, and refuses the connection where any of a name's addresses may not be reached. It is the socket's own
 * look-up: whoever asks first and connects afterwards is led elsewhere in between (DNS rebinding).
 */
export function guardedLookup(mayReach: MayReach): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, "", 0);
      const [first] = addresses;
      if (!first || !addresses.every(({ address }) => mayReach(address))) return callback(new NotPublicError(), "", 0);
      if (options.all) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}

/** A socket asks nobody about an address that is written out, so that this must. @throws {NotPublicError} */
export function refuseWrittenAddress(hostname: string, mayReach: MayReach): void {
  const bare = hostname.replace(/^\[|\]$/g, "");
  if (isIP(bare) !== 0 && !mayReach(bare)) throw new NotPublicError();
}
