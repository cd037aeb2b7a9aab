import type { Contract, Keys } from "../contract/contract";
import type { Ledger } from "../ledger/ledger";
import type { Random } from "../plumbing/random";

/** What every part of the emulator works with. */
export type World = {
  contract: Contract;
  keys: Keys;
  ledger: Ledger;
  random: Random;
  /** Reaches the merchant with notices. */
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  /** The gateway's clock: the base clock, moved by what the control API has added. */
  now: () => Date;
  /** Does everything that is due by the clock and waits for it; resolves to the number of sends. */
  deliverDue: () => Promise<number>;
};
