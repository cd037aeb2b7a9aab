import type { ContractCause } from "../../contract-refusal";
import type { Cause } from "../finding";

/** Where the gateway was asked: about a payment, or for a token with which to pay. */
export type AskedDoor = "questions" | "payments";

/** What `check` found, for whoever says it in other words than the command line; no key and no signature is ever among it. */
export type CheckFinding =
  | { code: "configured" }
  /** Of the configuration, in English and with the names of its variables. */
  | { code: "problem" | "warning"; says: string }
  | { code: "key"; cause: Cause; about: string }
  | { code: "no_address" }
  | { code: "unreachable"; host: string }
  /** How far our clock is from the gateway's, in seconds; null where the gateway does not tell its own. */
  | { code: "reached"; host: string; seconds: number | null }
  | { code: "clock"; seconds: number }
  | { code: "taken" | "no_answer"; door: AskedDoor }
  | { code: "refused"; door: AskedDoor; said: string; cause: ContractCause | null }
  | { code: "unverified"; door: AskedDoor; said: string; causes: Cause[] }
  | { code: "no_shop_url" }
  | { code: "shop_private" | "shop_unreachable" | "shop_reached"; url: string }
  | { code: "shop_other"; url: string; status: number }
  | { code: "forms_taken"; url: string }
  /** `status`: null for no answer. */
  | { code: "forms_refused"; url: string; status: number | null };

/** `mark`: fine, wrong, or worth knowing. `isPrevious`: about the contract that the shop leaves. */
export type CheckStep = { mark: "ok" | "no" | "note"; sentence: string; finding: CheckFinding; isPrevious?: true };
