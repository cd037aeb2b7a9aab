/** The noun: how the gateway takes a contract with the keys that it is configured with. Pure. */
import type { ContractCause } from "@/lib/alipay/contract-refusal";
import type { Protocol } from "@/lib/alipay/gateway";

/** Where the gateway answers for itself. The token protocol has two, each with keys and permissions of its own. */
export type Door = "token" | "mapi" | "openapi";

/**
 * What an answer says of the contract. verified: it is signed with the key that we hold · taken: it is unsigned, and says that our
 * own signature was good · unverified, refused: see `ContractRefusal`.
 */
export type Word = { door: Door } & ({ kind: "verified" | "taken" } | { kind: "unverified" | "refused"; code: string; evidence: string });

/** Why: found out by the doctor, said by the gateway's code, or no more than that nothing verifies. */
export type Why = { says: string; change: string; about: string | null };

/** A contract that the gateway has refused over and over, and has not taken since. */
export type ContractAlarm = {
  identity: string;
  contract: string;
  protocol: Protocol;
  door: Door;
  /** New payments begin under it. */
  isCurrent: boolean;
  /** Nobody can pay, or nobody could tell: the checkout is closed. */
  closesCheckout: boolean;
  kind: "unverified" | "refused";
  code: string;
  cause: ContractCause | null;
  /** How the contract is configured, to name the variables that matter. */
  keys: "MD5" | "0001" | "key" | "certificate" | null;
  refusals: number;
  since: Date;
  why: Why[];
};
