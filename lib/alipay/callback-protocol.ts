import type { Protocol } from "./gateway";

/** What only one protocol's messages hold: the notice, the notice of a batch of refunds and the return of each. */
const MARKS: [name: string, protocol: Protocol][] = [
  ["notify_data", "wap-token"],
  ["result_details", "wap-token"],
  ["app_id", "openapi"],
  ["request_token", "wap-token"],
  ["result", "wap-token"],
];

/**
 * Whose shape a message from outside has, by the names of its fields alone: a notice's body, or the query string of a return.
 * Nothing that it says is believed by this, so it only chooses who may verify it. null: the shape of neither protocol.
 */
export function protocolOfCallback(message: Uint8Array | string): Protocol | null {
  const text =
    typeof message === "string" ? message : Buffer.from(message.buffer, message.byteOffset, message.byteLength).toString("latin1");
  const names = new Set(new URLSearchParams(text).keys());
  return MARKS.find(([name]) => names.has(name))?.[1] ?? null;
}
