import type { Protocol } from "./gateway";

/** The names of contracts (gateway.ts: `contract`), and what can be read off one. */
export const contractName = {
  wap: ({ partner }: { partner: string }) => `wap-token:${partner}`,
  openApi: ({ appId }: { appId: string }) => `openapi:${appId}`,
};

/** The protocol of a contract's name; a protocol alone, as it was stored before contracts had names, is its own. */
export function protocolOf(contract: string): Protocol {
  return contract === "openapi" || contract.startsWith("openapi:") ? "openapi" : "wap-token";
}
