import type { KeyObject } from "node:crypto";

/** A contract of the token protocol, parsed and checked at boot. */
export type WapConfig = {
  /** 16 digits, starting 2088. */
  partner: string;
  /** seller_account_name: the seller's e-mail or phone at Alipay. */
  sellerAccount: string;
  /** The seller's 2088… number; the partner itself unless the contract says otherwise. */
  sellerId: string;
  secId: "MD5" | "0001";
  md5Key: string | null;
  merchantPrivateKey: KeyObject | null;
  /** Alipay's WAP key is one per merchant (alipay-wap §2). */
  alipayPublicKey: KeyObject | null;
  /** For MAPI answers; the same as alipayPublicKey when not set apart. */
  mapiPublicKey: KeyObject | null;
  /** Where the token request is POSTed. */
  wapGatewayUrl: string;
  /** Where the buyer's browser is sent; differs from wapGatewayUrl only when the emulator is reached by another name. */
  cashierUrl: string;
  mapiGatewayUrl: string;
  notifyVerify: boolean;
  /** 5 s: how long the gateway may take. */
  timeoutMs: number;
};
