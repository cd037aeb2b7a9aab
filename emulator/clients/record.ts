/**
 * Records what foreign clients send to the emulator, what it answers, and what they make of that:
 *
 *   node --import tsx emulator/clients/record.ts NAME MODE SOURCE VERSION -- the driver's command, without its settings' file
 *
 * writes recorded/NAME-MODE.json. MODE is key or certificate; with certificate-unsigned or certificate-signed notices hold their
 * certificate's serial in that way, and nothing is written: it prints what the client makes of them. The README beside this file says
 * where each client was had from.
 */
import { spawn } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import type { Contract } from "../contract/contract";
import { serve } from "../server/serve";
import { openReplay, pay, type Recording, SHOP, type Step } from "./scenario";

const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148";
const [name = "", asked = "", source = "", version = "", , program = "", ...before] = process.argv.slice(2);
const [mode, serialInCallbacks] = asked.split("-", 2);
if (mode !== "key" && mode !== "certificate") throw new Error("MODE is key or certificate, or certificate-unsigned or -signed");

const contract: Contract = JSON.parse(readFileSync(path.join(import.meta.dirname, "contract.json"), "utf8"));
const { merchant } = contract;
const steps: Step[] = [];
const replay = openReplay(contract);
const { clock, emulator, notices } = replay;
const at = () => clock.now.toISOString();

async function recorded(request: Request): Promise<Response> {
  const body = await request.clone().text();
  const response = await emulator.handle(request);
  const url = new URL(request.url);
  const answer = { status: response.status, body: await response.clone().text(), location: response.headers.get("location") };
  // A page is for the buyer; only where it leads is kept.
  if (answer.location) answer.body = "";
  steps.push({
    do: "request",
    at: at(),
    method: request.method,
    path: `${url.pathname}${url.search}`,
    type: request.headers.get("content-type"),
    body,
    answer,
  });
  return response;
}

if (serialInCallbacks) {
  const settings = { method: "POST", body: JSON.stringify({ serialInCallbacks }) };
  const changed = await emulator.handle(new Request("http://127.0.0.1/control/settings", settings));
  if (!changed.ok) throw new Error(await changed.text());
}
const server = serve(recorded, (error) => process.stderr.write(`${error}\n`)).listen(4747, "127.0.0.1");
await once(server, "listening");
const gateway = `http://127.0.0.1:${(server.address() as AddressInfo).port}/gateway.do`;

const folder = mkdtempSync(path.join(tmpdir(), "client-"));
const settings = {
  ...{
    mode,
    gateway,
    version,
    appId: merchant.appId,
    appPrivateKey: merchant.appPrivateKey,
    alipayPublicKey: merchant.alipayRsa2PublicKey,
  },
  appPrivateKeyPkcs1: createPrivateKey(merchant.appPrivateKey).export({ type: "pkcs1", format: "pem" }),
  ...{ appCert: merchant.appCert, alipayCert: merchant.alipayCert, rootCert: merchant.rootCert },
};
const settingsFile = path.join(folder, "settings.json");
writeFileSync(settingsFile, JSON.stringify(settings));
const child = spawn(
  program,
  before.map((arg) => (arg === "SETTINGS" ? settingsFile : arg)),
  { stdio: ["pipe", "pipe", "inherit"] },
);
const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();

/** What the drivers print: of these, what was asked for. */
type Told = { client: string; runtime: string; url: string; genuine: boolean; verified: boolean | null };

async function command(wanted: object): Promise<Told> {
  child.stdin.write(`${JSON.stringify(wanted)}\n`);
  const { value } = await lines.next();
  return JSON.parse(value);
}

const methods: Recording["methods"] = {};

async function ask(method: string, biz: object, extra: object = {}): Promise<void> {
  clock.now = new Date(clock.now.getTime() + 60_000);
  const { verified } = await command({ do: "ask", method, biz, ...extra });
  const last = steps.at(-1);
  const isTaken = last?.do === "request" && !/"sub_code":"isv\./.test(last.answer.body);
  // One request that was not taken, or one answer that did not verify, is what counts.
  methods[method] = methods[method] === false || !isTaken ? false : verified;
}

async function callback(kind: "notice" | "return", form: string): Promise<void> {
  const { genuine } = await command({ do: "verify", params: Object.fromEntries(new URLSearchParams(form)) });
  const forged = await command({ do: "verify", params: { ...Object.fromEntries(new URLSearchParams(form)), total_amount: "0.01" } });
  if (forged.genuine) throw new Error("the client takes a forged message");
  steps.push({ do: "callback", at: at(), kind, form, genuine });
}

const told = await command({ do: "version" });
const order = (outTradeNo: string, product: string) => ({
  out_trade_no: outTradeNo,
  total_amount: "19.80",
  subject: "铁观音 50% + 茶杯",
  product_code: product,
});
const urls = { notify_url: `${SHOP}/notify`, return_url: `${SHOP}/return` };

/** A buyer's phone (or computer) opens the page that the client has signed; the path of the cashier to which that leads. */
async function visit(outTradeNo: string, method: string, product: string): Promise<string> {
  clock.now = new Date(clock.now.getTime() + 60_000);
  const { url } = await command({ do: "page", method, biz: order(outTradeNo, product), ...urls });
  const opened = await fetch(url, { headers: { "user-agent": IPHONE }, redirect: "manual" });
  methods[method] = opened.status === 303 ? null : false;
  return opened.headers.get("location") ?? "";
}

await ask("alipay.trade.query", { out_trade_no: "C1" });
const cashier = await visit("C1", "alipay.trade.wap.pay", "QUICK_WAP_WAY");
await ask("alipay.trade.close", { out_trade_no: "C1" });
steps.push({ do: "pay", at: at(), cashier });
const back = await pay(replay, cashier);
await callback("notice", notices.at(-1) ?? "");
await callback("return", back);
await ask("alipay.trade.query", { out_trade_no: "C1" });
await ask("alipay.trade.close", { out_trade_no: "C1" });
await ask("alipay.trade.refund", { out_trade_no: "C1", out_request_no: "R1", refund_amount: "5.00", refund_reason: "少发一件" });
await emulator.deliverDue();
await callback("notice", notices.at(-1) ?? "");
await ask("alipay.trade.fastpay.refund.query", { out_trade_no: "C1", out_request_no: "R1" });
await visit("C2", "alipay.trade.page.pay", "FAST_INSTANT_TRADE_PAY");
await ask("alipay.trade.precreate", order("C3", "FACE_TO_FACE_PAYMENT"), { notify_url: `${SHOP}/notify` });
await ask("alipay.trade.cancel", { out_trade_no: "C3" });
await ask("alipay.data.dataservice.bill.downloadurl.query", { bill_type: "trade", bill_date: "2026-02-28" });

child.stdin.end();
server.close();
server.closeAllConnections();
rmSync(folder, { recursive: true, force: true });
const recording: Recording = { client: told.client, runtime: told.runtime, source, mode, methods, steps };
if (!serialInCallbacks)
  writeFileSync(path.join(import.meta.dirname, "recorded", `${name}-${mode}.json`), `${JSON.stringify(recording, null, 1)}\n`);
const verdicts = steps.flatMap((step) => (step.do === "callback" ? [step.genuine] : []));
process.stdout.write(`${told.client} ${asked} ${JSON.stringify(methods)} ${verdicts.join(" ")}\n`);
