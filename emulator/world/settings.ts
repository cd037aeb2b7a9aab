import type { Ledger } from "../ledger/ledger";
import type { Settings, State } from "../ledger/types";

const DEFAULTS: Settings = {
  refuseDesktop: true,
  finishAtOnce: false,
  refundWindowDays: 90,
  notifyOnClose: false,
  openapiNotifyOnClose: true,
  immediateRetries: 3,
  tradeBeginsWith: "login",
  emptyBills: false,
  certificateChanged: false,
  serialInCallbacks: "absent",
  tokenByGet: false,
  appGatewayUrl: null,
  depositBack: "none",
  returnAfterSeconds: 3,
};

/** Settings and the clock's offset, as they were last set. A setting that is newer than the journal has its default. */
export function stateOf(ledger: Ledger): State {
  const stored = ledger.get("state", "state");
  return { clockOffsetMs: stored?.clockOffsetMs ?? 0, settings: { ...DEFAULTS, ...stored?.settings } };
}

/** Changes some of the settings and keeps the rest. */
export function changeSettings(ledger: Ledger, changes: Partial<Settings>): Settings {
  const state = stateOf(ledger);
  const settings = { ...state.settings, ...changes };
  ledger.put("state", "state", { ...state, settings });
  return settings;
}

/** Moves the clock forward by so many ms, or back when negative. */
export function moveClock(ledger: Ledger, ms: number): void {
  const state = stateOf(ledger);
  ledger.put("state", "state", { ...state, clockOffsetMs: state.clockOffsetMs + ms });
}
