// Placing an order, beside a bare handler of the same Next.js.
import { type PreparedPost, type Rate, sendAll } from "./load";
import { FORM_HEADERS, multipart, prepareCheckouts, RECEIVER, readForm } from "./orders";
import type { Bench } from "./run-bench";
import { formatSpread, spreadOf } from "./spread";

const ROUNDS = 5;
const ORDERS = 300;
const BARE = 1500;

/**
 * Places orders as a phone without JavaScript sends them: the order, its stock, its lines and its payment attempt are committed, then the
 * emulator is asked for a token, and the answer leads to the cashier. In each round the bare handler is measured as well, so that what
 * else the machine does meets both, and so is a form of it that has the same fields and does nothing but lead to a cashier. Returns a table.
 */
export async function measurePlacing({ stack, progress }: Bench): Promise<string> {
  await stack.startShop();
  const { id } = await stack.queryRow<{ id: number }>(
    "UPDATE variants SET stock = 1000000 WHERE id = (SELECT min(id) FROM variants WHERE active) RETURNING id",
  );
  const order = async (count: number) => {
    const { url, requests } = await prepareCheckouts(stack.shopUrl, id, count);
    return measureForms({ url, requests, seconds: stack.shopSeconds });
  };
  const empty = await prepareEmptyForms(stack.bareUrl);
  const form = () => measureForms({ ...empty, seconds: stack.bareSeconds });
  const nothing = Array.from({ length: BARE }, () => ({ body: "", headers: {} }));
  const bare = () => sendAll(`${stack.bareUrl}/success`, nothing, { status: 200, body: "success" });
  const round = async () => ({ bare: await bare(), form: await form(), order: await order(ORDERS) });
  await progress.step("placing orders, warming up", round, { isLong: true });
  const rounds: Awaited<ReturnType<typeof round>>[] = [];
  for (let at = 1; at <= ROUNDS; at++) rounds.push(await progress.step(`round ${at}`, round, { isLong: true }));
  await stack.stopShop();
  return tableOf(rounds);
}

type Forms = Rate & { processorMs: number };

async function measureForms(forms: { url: string; requests: PreparedPost[]; seconds: () => Promise<number> }): Promise<Forms> {
  const before = await forms.seconds();
  const rate = await sendAll(forms.url, forms.requests, { status: 303 });
  return { ...rate, processorMs: ((await forms.seconds()) - before) * (1000 / forms.requests.length) };
}

async function prepareEmptyForms(bareUrl: string): Promise<{ url: string; requests: PreparedPost[] }> {
  const url = `${bareUrl}/form`;
  const body = multipart({ ...(await readForm(url, "form")), ...RECEIVER });
  return { url, requests: Array.from({ length: ORDERS }, () => ({ body, headers: { ...FORM_HEADERS, origin: bareUrl } })) };
}

function tableOf(rounds: { bare: Rate; form: Forms; order: Forms }[]): string {
  const lineOf = (name: string, kind: "form" | "order") => {
    const of = (pick: (forms: Forms) => number) => formatSpread(spreadOf(rounds.map((round) => pick(round[kind]))));
    const share = spreadOf(rounds.map((round) => round[kind].perSecond / round.bare.perSecond)).median.toFixed(3);
    return `| ${name} | ${of((forms) => forms.perSecond)} | ${share} | ${of(({ p50 }) => p50)} | ${of(({ p99 }) => p99)} | ${of((forms) => forms.processorMs)} |`;
  };
  return [
    "| | a second | ÷ bare | p50, ms | p99, ms | processor time each, ms |",
    "|---|---|---|---|---|---|",
    `| bare handler | ${formatSpread(spreadOf(rounds.map(({ bare }) => bare.perSecond)))} | 1 | | | |`,
    lineOf("a form that only leads on", "form"),
    lineOf("placing an order", "order"),
  ].join("\n");
}
