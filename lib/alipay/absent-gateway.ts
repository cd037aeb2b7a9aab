import { protocolOf } from "./contract-name";
import type { Gateway } from "./gateway";

/**
 * Stands in for the gateway of a contract that is not configured (any more). Whatever is asked of it stays unknown, and it
 * reads no message: what began under the contract waits, and is neither given up nor done again under another one.
 */
export function createAbsentGateway(contract: string): Gateway {
  const protocol = protocolOf(contract);
  const unknown = async () => ({ kind: "unknown", detail: `the contract ${contract} is not configured` }) as const;
  const refuse = () => ({ ok: false, reason: "wrong_service", detail: `the contract ${contract} is not configured` }) as const;
  return {
    protocol,
    contract,
    identity: `absent:${contract}`,
    sellerId: "",
    hasComputerPage: false,
    hasBill: false,
    answersForRefunds: protocol === "openapi",
    asksBack: true,
    startPayment: async () => ({ ok: false, ...(await unknown()) }),
    queryTrade: unknown,
    closeTrade: unknown,
    parseNotification: async () => refuse(),
    parseReturn: refuse,
    confirmNotification: async () => "unknown",
    refund: unknown,
    queryRefund: unknown,
    fetchBill: async () => ({ kind: "not_supported" }),
    parseDepositBack: refuse,
    parseRefundNotification: refuse,
  };
}
