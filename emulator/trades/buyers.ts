import type { Buyer } from "../ledger/types";

/** The people who can pay. Their passwords stand on the page: nothing here is worth protecting. */
export const DEMO_BUYERS: readonly Buyer[] = [
  { id: "2088100000000011", email: "buyer1@example.com" },
  { id: "2088100000000022", email: "buyer2@example.com" },
  { id: "2088100000000033", email: "13800000000" },
];
export const LOGIN_PASSWORD = "111111";
export const PAY_PASSWORD = "111111";

/** The buyer of an account name, or undefined. */
export function buyerByEmail(email: string): Buyer | undefined {
  return DEMO_BUYERS.find((buyer) => buyer.email === email.trim().toLowerCase());
}

/** The buyer of a 2088… number, or undefined. */
export function buyerById(id: string): Buyer | undefined {
  return DEMO_BUYERS.find((buyer) => buyer.id === id);
}

/** bu***@example.com, 138****0000: what may be shown to somebody else. */
export function maskAccount(account: string): string {
  const at = account.indexOf("@");
  return at < 0 ? `${account.slice(0, 3)}****${account.slice(-4)}` : `${account.slice(0, Math.min(2, at))}***${account.slice(at)}`;
}
