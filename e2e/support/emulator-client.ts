/** The emulator's control API (emulator/README.md): Alipay's own names, money in yuan as text, instants in ISO 8601. */
export type EmulatedTrade = {
  out_trade_no: string;
  subject: string;
  total_fee: string;
  standing: "payable" | "paid" | "closed" | "expired";
  created_at: string;
  expires_at: string;
  trade_no: string | null;
  trade_status: string | null;
  buyer_email: string | null;
  paid_at: string | null;
  closed_at: string | null;
  refund_fee: string;
  refunded_at: string | null;
  notices: EmulatedNotice[];
};

export type EmulatedNotice = {
  notify_id: string;
  event: "paid" | "finished" | "refunded" | "closed";
  trade_status: string;
  sends: number;
  acknowledged_at: string | null;
  next_send_at: string | null;
};

export type EmulatedDelivery = {
  id: string;
  notify_id: string;
  out_trade_no: string;
  trade_status: string;
  url: string;
  send: number;
  due_at: string;
  sent_at: string;
  outcome: "acknowledged" | "not_success" | "unreachable" | "lost";
  http_status: number | null;
  answer: string | null;
};

export type EmulatedFault = {
  fault: string;
  times?: number | "always";
  match?: { channel?: string; service?: string; out_trade_no?: string };
  [detail: string]: unknown;
};

export type EmulatorSettings = {
  refuseDesktop?: boolean;
  finishAtOnce?: boolean;
  refundWindowDays?: number;
  notifyOnClose?: boolean;
  returnAfterSeconds?: number;
};

export type EmulatorClient = ReturnType<typeof createEmulatorClient>;

/** Speaks to the emulator at `origin`. Each call throws the emulator's own sentence when it refuses. */
export function createEmulatorClient(origin: string) {
  const call = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const response = await fetch(`${origin}/control/${path}`, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const answer = (await response.json()) as Answer & { error?: string };
    if (!response.ok) throw new Error(`${method} /control/${path}: ${answer.error}`);
    return answer;
  };
  const numbered = (outTradeNo?: string) => (outTradeNo ? `?out_trade_no=${encodeURIComponent(outTradeNo)}` : "");
  return {
    origin,
    trades: async (outTradeNo?: string) => (await call<{ trades: EmulatedTrade[] }>("GET", `trades${numbered(outTradeNo)}`)).trades,
    deliveries: async (outTradeNo?: string) =>
      (await call<{ deliveries: EmulatedDelivery[] }>("GET", `deliveries${numbered(outTradeNo)}`)).deliveries,
    /** Pays as a buyer would at the cashier; the notice goes out at once. */
    pay: async (outTradeNo: string, as: { buyer?: string; status?: "TRADE_SUCCESS" | "TRADE_FINISHED" } = {}) =>
      (await call<{ trade: EmulatedTrade }>("POST", `trades/${outTradeNo}/pay`, as)).trade,
    /** The latest notice again, now. */
    notify: async (outTradeNo: string) => (await call<{ delivery: EmulatedDelivery }>("POST", `trades/${outTradeNo}/notify`)).delivery,
    refund: async (outTradeNo: string, amount?: string) =>
      (await call<{ trade: EmulatedTrade }>("POST", `trades/${outTradeNo}/refund`, amount === undefined ? {} : { amount })).trade,
    /** Replaces all faults; an empty list heals everything. */
    setFaults: (...faults: EmulatedFault[]) => call<unknown>("POST", "faults", faults),
    clearFaults: () => call<unknown>("DELETE", "faults"),
    /** Moves the clock on, and returns when all that became due has been sent and answered. */
    advanceClock: (advanceMs: number) => call<{ now: string; delivered?: unknown }>("POST", "clock", { advanceMs }),
    changeSettings: (settings: EmulatorSettings) => call<unknown>("POST", "settings", settings),
    /** Forgets all but the keys, and begins again at this instant. */
    reset: (now: Date) => call<unknown>("POST", "reset", { now }),
  };
}
