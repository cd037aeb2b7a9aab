import type { Contract } from "../contract/contract";
import { createEmulator, type Emulator } from "../emulator";
import { memoryStore } from "../ledger/store";
import { linkNamed, openPhone } from "../testing/test-phone";

/** What happened between a client and the emulator, in order. Bodies and answers are as they stood on the wire. */
export type Step =
  | {
      do: "request";
      at: string;
      method: string;
      path: string;
      type: string | null;
      body: string;
      answer: { status: number; body: string; location: string | null };
    }
  | { do: "pay"; at: string; cashier: string }
  /** A notice that was sent, or the return after the payment before it, and whether the client says that it is genuine. */
  | { do: "callback"; at: string; kind: "notice" | "return"; form: string; genuine: boolean };

export type Recording = {
  client: string;
  runtime: string;
  /** The commit of its source. */
  source: string;
  mode: "key" | "certificate";
  /** What the client itself did about each method: true, it verified the answer; null, it looks at no signature there. */
  methods: Record<string, boolean | null>;
  steps: Step[];
};

export const SHOP = "http://shop.test";

/** The same numbers in the same order each time, so that what was recorded can be made again. */
function countingBytes(): (length: number) => Uint8Array {
  let next = 0;
  return (length) =>
    Uint8Array.from({ length }, () => {
      next = (next * 1103515245 + 12345) % 2 ** 31;
      return next >> 16;
    });
}

export type Replay = { emulator: Emulator; clock: { now: Date }; notices: string[] };

/** An emulator whose every answer follows from the contract, the clock and what was asked before. */
export function openReplay(contract: Contract): Replay {
  const clock = { now: new Date("2026-03-01T04:00:00Z") };
  const notices: string[] = [];
  const emulator = createEmulator({
    store: memoryStore(),
    contract,
    random: countingBytes(),
    now: () => clock.now,
    fetch: async (_, init) => {
      notices.push(String(init.body));
      return new Response("success");
    },
  });
  return { emulator, clock, notices };
}

/**
 * At the cashier of that path a buyer logs in and pays, and the merchant is notified; what the browser then takes to the merchant's return
 * address.
 */
export async function pay({ emulator }: Replay, cashier: string): Promise<string> {
  const phone = openPhone(emulator);
  const login = await phone.go(`http://127.0.0.1:4747${cashier}`);
  const confirm = await phone.fillIn(login, { account: "buyer1@example.com", password: "111111" });
  const done = await phone.fillIn(confirm, { password: "111111" });
  await emulator.deliverDue();
  return new URL(linkNamed(done, "返回商家") ?? "").search.slice(1);
}
