import "server-only";
import { protocolOfCallback } from "@/lib/alipay/callback-protocol";
import type { Gateway, RejectReason } from "@/lib/alipay/gateway";
import { ofProtocol } from "@/lib/shop/gateways";
import type { Shop } from "@/lib/shop/shop";

type Outcome = { ok: boolean; reason?: RejectReason | "busy" };
export type Read<Result> = { gateway: Gateway; result: Result };

/** Says no more than that a message belongs to another contract of the same protocol. */
const OTHERS: Outcome["reason"][] = ["wrong_sec_id", "wrong_app"];

/**
 * Reads a message from outside. Its shape alone says which protocol's contracts may read it; each of them reads it strictly,
 * and the first that takes it counts. There are two of one protocol only while the shop changes from one to the other. A message
 * of no contract of ours is left to the current one, which refuses it. Where all refuse, the one that came furthest is given; and
 * where one that might have taken it was too busy to look, that is what is said.
 */
export async function readMessage<Result extends Outcome>(
  { gateways }: Shop,
  message: Uint8Array | string,
  read: (gateway: Gateway) => Result | Promise<Result>,
): Promise<Read<Result>> {
  const protocol = protocolOfCallback(message);
  const [first = gateways.current, ...more] = protocol ? ofProtocol(gateways, protocol) : [];
  let best = { gateway: first, result: await read(first) };
  for (const gateway of more) {
    if (best.result.ok) return best;
    const next = { gateway, result: await read(gateway) };
    if (next.result.ok || next.result.reason === "busy" || OTHERS.includes(best.result.reason)) best = next;
  }
  return best;
}
