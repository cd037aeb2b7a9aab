import { afterEach, expect, test, vi } from "vitest";
import { Ledger } from "./ledger/ledger";
import { memoryStore, type Store } from "./ledger/store";
import { Heap } from "./plumbing/heap";
import { openMerchant } from "./testing/test-merchant";

const DAY_MS = 86_400_000;

afterEach(() => {
  vi.restoreAllMocks();
});

/** Counts the values that the ledger hands out and the entries of what is due that are touched. */
function countVisits(): () => number {
  const lists = [vi.spyOn(Ledger.prototype, "all"), vi.spyOn(Ledger.prototype, "find")];
  const touches = [
    vi.spyOn(Ledger.prototype, "get"),
    vi.spyOn(Heap.prototype, "peek"),
    vi.spyOn(Heap.prototype, "push"),
    vi.spyOn(Heap.prototype, "pop"),
  ];
  const valuesOf = ({ mock }: (typeof lists)[number]) => mock.results.reduce((sum, { value }) => sum + value.length, 0);
  return () => lists.reduce((sum, list) => sum + valuesOf(list), 0) + touches.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

/** A store that counts what is written to the journal. */
function countingStore(): Store & { written: () => number } {
  const store = memoryStore();
  let characters = 0;
  return {
    ...store,
    append: (line) => {
      characters += line.length;
      return store.append(line);
    },
    written: () => characters,
  };
}

/** Pays so many trades through the control API while none of the notices is acknowledged, and then lets the refund window pass. */
async function costOf(trades: number) {
  const store = countingStore();
  const shop = openMerchant({ store });
  shop.answerNotices(() => new Response("fail"));
  const visits = countVisits();
  for (let trade = 1; trade <= trades; trade += 1) {
    await shop.start({ outTradeNo: `T${trade}` });
    expect((await shop.control("POST", `trades/T${trade}/pay`)).status).toBe(200);
    await shop.emulator.deliverDue();
    await shop.control("GET", `deliveries?out_trade_no=T${trade}`);
  }
  const paying = visits();
  await shop.control("POST", "clock", { advanceMs: 100 * DAY_MS });
  await shop.control("GET", "trades");
  const cost = { paying, finishing: visits() - paying, written: store.written() };
  vi.restoreAllMocks();
  return cost;
}

test("twice as many trades cost a developer twice the time, not four times", async () => {
  const [once, twice] = [await costOf(40), await costOf(80)];
  expect(twice.paying / once.paying).toBeLessThan(2.1);
  expect(twice.finishing / once.finishing).toBeLessThan(2.1);
  expect(twice.written / once.written).toBeLessThan(2.1);
});
