import { afterEach, beforeEach, expect, test, vi } from "vitest";

type Answer = number | "offline" | "broken off";
let browser: EventTarget & { fetch?: typeof fetch };
let answers: Answer[];
let place: { href: string; pathname: string };
let steadyRefreshes: typeof import("./steady-refreshes").steadyRefreshes;

const plain = vi.fn(async (_input: RequestInfo | URL, init: RequestInit = {}) => {
  if (init.method === "HEAD") return new Response(null, { status: 200 });
  const answer = answers.shift() ?? "offline";
  if (answer === "offline") throw new TypeError("offline");
  if (answer === "broken off") {
    return new Response(new ReadableStream({ pull: (body) => body.error(new TypeError("broken off")) }), { status: 200 });
  }
  return new Response("payload", { status: answer });
});

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  plain.mockClear();
  answers = [];
  browser = Object.assign(new EventTarget(), { fetch: plain });
  place = { href: "http://shop.test/orders/1", pathname: "/orders/1" };
  vi.stubGlobal("window", browser);
  vi.stubGlobal("location", place);
  vi.stubGlobal("fetch", plain);
  ({ steadyRefreshes } = await import("./steady-refreshes"));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const watch = () => {
  const told = { onFailure: vi.fn(), onSuccess: vi.fn() };
  return { ...told, stop: steadyRefreshes(told) };
};
const refresh = (path = "/orders/1?_rsc=x", headers: Record<string, string> = { rsc: "1" }) => {
  const outcome = { status: null as number | null, failed: false };
  browser.fetch?.(new URL(path, place.href), { headers }).then(
    ({ status }) => {
      outcome.status = status;
    },
    () => {
      outcome.failed = true;
    },
  );
  return outcome;
};
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

test.each(["offline", "broken off", 500, 502, 429] as const)(
  "a refresh that is answered %s is sent again and Next never hears of it",
  async (answer) => {
    const { onFailure, onSuccess } = watch();
    answers = [answer, 200];
    const outcome = refresh();
    await pass(0);
    expect(onFailure).toHaveBeenCalledOnce();
    expect(outcome).toEqual({ status: null, failed: false });
    await pass(2000);
    expect(outcome).toEqual({ status: 200, failed: false });
    expect(onSuccess).toHaveBeenCalledOnce();
  },
);

test("it is sent again at once when the network is back", async () => {
  watch();
  answers = ["offline", 200];
  const outcome = refresh();
  await pass(0);
  browser.dispatchEvent(new Event("online"));
  await pass(0);
  expect(outcome.status).toBe(200);
});

test("a page that is gone is answered as it is", async () => {
  const { onFailure } = watch();
  answers = [404];
  const outcome = refresh();
  await pass(0);
  expect(outcome.status).toBe(404);
  expect(onFailure).not.toHaveBeenCalled();
});

test.each([
  ["another page", "/cart", { rsc: "1" }],
  ["another tab of the page", "/orders/1?tab=paid", { rsc: "1" }],
  ["a page fetched beforehand", "/orders/1", { rsc: "1", "next-router-prefetch": "1" }],
  ["what is no payload", "/orders/1", {}],
])("%s fails at once", async (_what, path, headers) => {
  watch();
  const outcome = refresh(path, headers as Record<string, string>);
  await pass(0);
  expect(outcome.failed).toBe(true);
});

test("a refresh of a page that nobody looks at any more ends without a word", async () => {
  watch().stop();
  watch();
  answers = ["offline", 200];
  const outcome = refresh();
  await pass(0);
  Object.assign(place, { href: "http://shop.test/cart", pathname: "/cart" });
  await pass(60_000);
  expect(outcome).toEqual({ status: null, failed: false });
  expect(plain.mock.calls.filter(([, init]) => init?.method !== "HEAD").length).toBeLessThanOrEqual(2);
});

test("and without anybody who watches, Next hears of a failure as ever", async () => {
  watch().stop();
  const outcome = refresh();
  await pass(0);
  expect(outcome.failed).toBe(true);
});
