// Placing an order, beside a bare handler of the same Next.js.

import { aimFor, type Measured } from "./figures/measured";
import { RUNS, size } from "./figures/size";
import { formatSpread, spreadOf } from "./figures/spread";
import { warmUp } from "./figures/warm-up";
import { type PreparedPost, type Rate, sendAll } from "./load";
import { FORM_HEADERS, multipart, prepareCheckouts, RECEIVER, readForm } from "./orders";
import { PROFILED, profile } from "./profile";
import type { Bench } from "./run-bench";

const ORDERS = size(300, 40);
const BARE = size(1500, 200);
const WARM_UP = size(150, 30);

type Forms = Rate & { processorMs: number };
/** `looks`: how often the worker has asked the emulator about an order meanwhile, for each order that was placed. */
type Orders = Forms & { looks: number };
type Round = { bare: Rate; form: Forms; order: Orders };

/**
 * Places orders as a phone without JavaScript sends them: the order, its stock, its lines and its payment attempt are committed, then the
 * emulator is asked for a token, and the answer leads to the cashier. In each round the bare handler is measured as well, so that what
 * else the machine does meets both, and so is a form of it that has the same fields and does nothing but lead to a cashier.
 */
export async function measurePlacing({ stack, progress }: Bench): Promise<Measured> {
  await stack.startShop(PROFILED);
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const looksSoFar = async () => {
    const { looks } = await stack.queryRow<{ looks: number }>("SELECT COALESCE(sum(checks), 0)::int AS looks FROM orders");
    return looks;
  };
  const order = async (count: number): Promise<Orders> => {
    const { url, requests } = await prepareCheckouts(stack.shopUrl, id, count);
    const before = await looksSoFar();
    const forms = await measureForms({ url, requests, seconds: stack.shopSeconds });
    return { ...forms, looks: ((await looksSoFar()) - before) / count };
  };
  const empty = await prepareEmptyForms(stack.bareUrl);
  const form = () => measureForms({ ...empty, seconds: stack.bareSeconds });
  const nothing = Array.from({ length: BARE }, () => ({ body: "", headers: {} }));
  const bare = () => sendAll(`${stack.bareUrl}/success`, nothing, { status: 200, body: "success" });
  const step = <Value>(title: string, run: () => Promise<Value>) => progress.step(title, run, { isLong: true });
  await step("placing orders, warming up", async () => {
    await warmUp(async () => (await bare()).perSecond);
    await warmUp(async () => (await form()).perSecond);
    await warmUp(async () => (await order(WARM_UP)).perSecond);
  });
  const rounds: Round[] = [];
  for (let at = 1; at <= RUNS; at++)
    rounds.push(await step(`round ${at}`, async () => ({ bare: await bare(), form: await form(), order: await order(ORDERS) })));
  const where = await step("making a profile", () => profile(stack.shopPid(), () => order(ORDERS)));
  await stack.stopShop();
  return reportOf(rounds, where);
}

async function measureForms(forms: { url: string; requests: PreparedPost[]; seconds: () => number }): Promise<Forms> {
  const before = forms.seconds();
  const rate = await sendAll(forms.url, forms.requests, { status: 303 });
  return { ...rate, processorMs: (forms.seconds() - before) * (1000 / forms.requests.length) };
}

async function prepareEmptyForms(bareUrl: string): Promise<{ url: string; requests: PreparedPost[] }> {
  const url = `${bareUrl}/form`;
  const body = multipart({ ...(await readForm(url, "form")), ...RECEIVER });
  return { url, requests: Array.from({ length: ORDERS }, () => ({ body, headers: { ...FORM_HEADERS, origin: bareUrl } })) };
}

function reportOf(rounds: Round[], where: string): Measured {
  const share = (of: (round: Round) => number) => spreadOf(rounds.map((round) => of(round) / round.bare.perSecond));
  const lineOf = (name: string, kind: "form" | "order") => {
    const of = (pick: (forms: Forms) => number) => formatSpread(spreadOf(rounds.map((round) => pick(round[kind]))));
    const ratio = formatSpread(share((round) => round[kind].perSecond));
    return `| ${name} | ${of((forms) => forms.perSecond)} | ${ratio} | ${of(({ p50 }) => p50)} | ${of(({ p99 }) => p99)} | ${of((forms) => forms.processorMs)} |`;
  };
  const table = [
    "| | a second | ÷ bare | p50, ms | p99, ms | processor time each, ms |",
    "|---|---|---|---|---|---|",
    `| bare handler | ${formatSpread(spreadOf(rounds.map(({ bare }) => bare.perSecond)))} | 1 | | | |`,
    lineOf("a form that only leads on", "form"),
    lineOf("placing an order", "order"),
    "",
    `For each order that was placed the worker looked ${formatSpread(spreadOf(rounds.map(({ order }) => order.looks)))} times at one that waits for its buyer; these looks are in its processor time.`,
    "",
    `Placing. ${where}`,
  ].join("\n");
  return {
    table,
    aims: [
      aimFor("placing an order ÷ bare handler", share(({ order }) => order.perSecond).median, { least: 0.2 }),
      aimFor("processor time of placing an order", spreadOf(rounds.map(({ order }) => order.processorMs)).median, {
        most: 3.5,
        unit: " ms",
      }),
    ],
  };
}
