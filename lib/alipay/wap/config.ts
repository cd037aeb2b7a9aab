import type { RefundMode } from "./mapi/refund";
import type { SecurityKeys } from "./signing/security";

/** A contract of the token protocol, parsed and checked at boot. */
export type WapConfig = {
  /** 16 digits, starting 2088. */
  partner: string;
  /** seller_account_name: the seller's e-mail or phone at Alipay. */
  sellerAccount: string;
  /** The seller's 2088… number; the partner itself unless the contract says otherwise. */
  sellerId: string;
  /** For the token service. With RSA, Alipay's key there is one per merchant (docs/wire/alipay-wap.md §2). */
  keys: SecurityKeys;
  /** For the MAPI services: the same secret, but with RSA perhaps another key of Alipay's. */
  mapiKeys: SecurityKeys;
  /** Where the token request is POSTed. */
  wapGatewayUrl: string;
  /** Where the buyer's browser is sent; differs from wapGatewayUrl only when the emulator is reached by another name. */
  cashierUrl: string;
  mapiGatewayUrl: string;
  /** Ask `notify_verify` about each notice. */
  notifyVerify: boolean;
  /** How the contract lets the shop refund; the service without a password needs a contract of its own. */
  refundMode: RefundMode;
  /** How long the gateway may take for one answer. */
  timeoutMs: number;
};
