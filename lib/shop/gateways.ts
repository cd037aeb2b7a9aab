import { createAbsentGateway } from "@/lib/alipay/absent-gateway";
import { protocolOf } from "@/lib/alipay/contract-name";
import type { Gateway, Protocol } from "@/lib/alipay/gateway";

/** The contracts that the shop is configured with: one for new payments, and while it changes, the one that it leaves. */
export type Gateways = {
  /** New payments begin under it. */
  current: Gateway;
  /** All that are configured, the current one first. They read what comes from outside. */
  all: readonly Gateway[];
  /**
   * The gateway for whatever began under a contract; never another one. Of a contract that is not configured every answer is
   * "unknown". A contract known by its protocol alone is older than its name: the one that is being left, if it fits.
   */
  of: (contract: string) => Gateway;
  has: (contract: string) => boolean;
};

/** Puts the configured gateways together. When only keys change, both are of one contract, and the current one is asked. */
export function makeGateways(current: Gateway, previous: Gateway | null = null): Gateways {
  const all = previous ? [current, previous] : [current];
  const find = (contract: string): Gateway | undefined =>
    all.find((gateway) => gateway.contract === contract) ?? all.findLast((gateway) => gateway.protocol === contract);
  return {
    current,
    all,
    of: (contract) => find(contract) ?? createAbsentGateway(contract),
    has: (contract) => find(contract) !== undefined,
  };
}

/** The names by which what began under a contract may be stored: the contract's own, and its protocol's for what is older. */
export function storedNames(contract: string): string[] {
  return [contract, protocolOf(contract)];
}

/** Whether any of them has a bill of each day. */
export function hasBill({ all }: Gateways): boolean {
  return all.some((gateway) => gateway.hasBill);
}

/** The same contracts, each with its gateway changed in one way. */
export function eachGateway({ current, all }: Gateways, change: (gateway: Gateway) => Gateway): Gateways {
  const previous = all[1];
  return makeGateways(change(current), previous ? change(previous) : null);
}

/** Those of one protocol, the current one first. */
export function ofProtocol({ all }: Gateways, protocol: Protocol): Gateway[] {
  return all.filter((gateway) => gateway.protocol === protocol);
}
