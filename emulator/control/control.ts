import { billEntries } from "../bill/bill-entries";
import { changeSettings, moveClock, stateOf } from "../world/settings";
import type { World } from "../world/world";
import { clearFaults, setFaults } from "./control-faults";
import { notifyAgain, pay, refund } from "./control-trades";
import { clockInput, resetInput, settingsInput } from "./inputs";
import { BadInput, json, readJson } from "./json";
import { showBillEntry, showDelivery, showFault, showTrade } from "./show";

type Operation = (world: World, request: Request, url: URL) => Promise<Response> | Response;

const OPERATIONS: Readonly<Record<string, Operation>> = {
  "GET /control/trades": (world, _, url) => json({ trades: orders(world, url).map((order) => showTrade(world, order)) }),
  "GET /control/deliveries": (world, _, url) => json({ deliveries: deliveries(world, url).map(showDelivery) }),
  "GET /control/bill": showBill,
  "GET /control/faults": (world) => json({ faults: world.ledger.all("fault").map(showFault) }),
  "POST /control/faults": setFaults,
  "DELETE /control/faults": clearFaults,
  "GET /control/clock": (world) => json({ now: world.now() }),
  "POST /control/clock": advance,
  "GET /control/settings": (world) => json({ settings: stateOf(world.ledger).settings }),
  "POST /control/settings": async (world, request) =>
    json({ settings: changeSettings(world.ledger, defined(await readJson(request, settingsInput))) }),
  "POST /control/reset": reset,
};

const TRADE_OPERATIONS: Readonly<Record<string, (world: World, request: Request, outTradeNo: string) => Promise<Response>>> = {
  pay,
  notify: notifyAgain,
  refund,
};

/** The control API. The server decides who may reach it (guard-control.ts). */
export async function control(world: World, request: Request, url: URL): Promise<Response> {
  try {
    const operation = OPERATIONS[`${request.method} ${url.pathname}`];
    if (operation) return await operation(world, request, url);
    const [, name = "", verb = ""] = /^\/control\/trades\/([^/]+)\/([a-z]+)$/.exec(url.pathname) ?? [];
    const tradeOperation = request.method === "POST" ? TRADE_OPERATIONS[verb] : undefined;
    if (tradeOperation) return await tradeOperation(world, request, decodeURIComponent(name));
    throw new BadInput("The control API has nothing under this method and path; emulator/README.md lists what it has.", 404);
  } catch (error) {
    if (error instanceof BadInput) return json({ error: error.message }, error.status);
    throw error;
  }
}

/** Forgets everything except the keys. Nothing is left that could be newer than the clock, so the clock may be set to any time. */
async function reset(world: World, request: Request): Promise<Response> {
  const { now } = await readJson(request, resetInput);
  world.ledger.clear();
  if (now !== undefined) moveClock(world.ledger, msUntil(world, now));
  return json({ reset: true, now: world.now() });
}

/** Moves the clock forward, and does all that became due before it answers. */
async function advance(world: World, request: Request): Promise<Response> {
  const input = await readJson(request, clockInput);
  const ms = "now" in input ? msUntil(world, input.now) : input.advanceMs;
  if (ms < 0)
    throw new BadInput(`The clock only moves forward; it stands at ${world.now().toISOString()}. POST /control/reset sets it back.`);
  moveClock(world.ledger, ms);
  const delivered = await world.deliverDue();
  return json({ now: world.now(), delivered });
}

function msUntil(world: World, instant: string): number {
  return new Date(instant).getTime() - world.now().getTime();
}

/** The true bill of any day, today included, whatever faults are set for the bill. */
function showBill(world: World, _: Request, url: URL): Response {
  const day = url.searchParams.get("date") ?? "";
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new BadInput("date must be a day in Beijing, yyyy-MM-dd.");
  return json({ rows: billEntries(world, day).map(showBillEntry) });
}

function orders(world: World, url: URL) {
  const wanted = url.searchParams.get("out_trade_no");
  if (wanted === null) return world.ledger.all("order");
  const order = world.ledger.get("order", wanted);
  return order ? [order] : [];
}

function deliveries(world: World, url: URL) {
  const wanted = url.searchParams.get("out_trade_no");
  return wanted === null ? world.ledger.all("delivery") : world.ledger.find("delivery", "outTradeNo", wanted);
}

function defined<Fields extends object>(fields: Fields): Partial<{ [Name in keyof Fields]: NonNullable<Fields[Name]> }> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<{
    [Name in keyof Fields]: NonNullable<Fields[Name]>;
  }>;
}
