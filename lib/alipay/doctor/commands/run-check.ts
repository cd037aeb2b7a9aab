import type { Protocol } from "../../gateway";
import { GATEWAY, parseOpenApiConfig } from "../../openapi/parse-config";
import { parseWapConfig, WAP_GATEWAY } from "../../wap/parse-config";
import { readKeyring } from "../keyring";
import { aboutPrevious } from "../settings";
import { doctorText } from "../text";
import { checkAnswers } from "./check-answers";
import type { CheckFinding, CheckStep } from "./check-finding";
import { type DoctorIo, line, type PreviousContract } from "./io";

/** A request may be refused when its time differs by more than this. */
const MAX_SKEW_MS = 5 * 60_000;
const TIMEOUT_MS = 5_000;

/**
 * `check`: the contract or, while the shop changes it, both; keys, clock, what the gateway makes of them, and whether notices can
 * arrive, as far as this machine can tell. 0 when nothing is wrong.
 */
export async function runCheck(io: DoctorIo, protocol: Protocol): Promise<number> {
  const steps = await checkAll(io, protocol);
  for (const mark of ["ok", "note", "no"] as const) for (const step of steps) if (step.mark === mark) io.print(line(mark, step.sentence));
  return steps.some(({ mark }) => mark === "no") ? 1 : 0;
}

/** The same as a list, for whoever shows it elsewhere. Of `io` it uses the settings, SHOP_URL, `fetch` and `now`. */
export async function checkAll(io: DoctorIo, protocol: Protocol): Promise<CheckStep[]> {
  return [...(await checkContract(io, protocol)), ...(io.previous ? await checkPrevious(io, io.previous) : []), ...(await checkShop(io))];
}

function step(mark: CheckStep["mark"], sentence: string, finding: CheckFinding): CheckStep {
  return { mark, sentence, finding };
}

async function checkPrevious(io: DoctorIo, { protocol, settings }: PreviousContract): Promise<CheckStep[]> {
  const steps = await checkContract({ ...io, settings }, protocol, "The contract that you leave");
  return steps.map((one) => ({ ...one, sentence: aboutPrevious(one.sentence), finding: findingOfPrevious(one.finding), isPrevious: true }));
}

function findingOfPrevious(finding: CheckFinding): CheckFinding {
  return "says" in finding ? { ...finding, says: aboutPrevious(finding.says) } : finding;
}

async function checkContract(io: DoctorIo, protocol: Protocol, name = "The configuration"): Promise<CheckStep[]> {
  const { problems, notes, gatewayUrl } = readContract(io, protocol);
  const complete = `${name} for ${protocol} is complete, its keys are read and sign.`;
  return [
    ...(problems.length === 0 ? [step("ok", complete, { code: "configured" })] : []),
    await checkClock(io, gatewayUrl),
    ...(await checkAnswers(io, protocol)),
    ...notes.map((says) => step("note", says, { code: "warning", says })),
    ...readKeyring(io.settings).notes.map(({ cause, about }) =>
      step("note", `${about}: ${doctorText.en[cause].says}`, { code: "key", cause, about: about ?? "" }),
    ),
    ...problems.map((says) => step("no", says, { code: "problem", says })),
  ];
}

type Contract = { problems: string[]; notes: string[]; gatewayUrl: string };

function readContract({ settings, now }: DoctorIo, protocol: Protocol): Contract {
  if (protocol === "openapi") {
    const parsed = parseOpenApiConfig(settings.openapi, { now: now() });
    if (!parsed.ok) return { problems: [...parsed.problems], notes: [], gatewayUrl: settings.openapi.gatewayUrl ?? GATEWAY };
    return { problems: [], notes: [...parsed.warnings], gatewayUrl: parsed.config.gatewayUrl };
  }
  const parsed = parseWapConfig(settings.wap);
  if (!parsed.ok) return { problems: [...parsed.problems], notes: [], gatewayUrl: settings.wap.wapGatewayUrl ?? WAP_GATEWAY };
  return { problems: [], notes: [], gatewayUrl: parsed.config.wapGatewayUrl };
}

/** Each request carries a time in Beijing; the gateway's own clock is in the head of its answer. */
async function checkClock({ fetch, now }: DoctorIo, gatewayUrl: string): Promise<CheckStep> {
  if (!URL.canParse(gatewayUrl))
    return step("no", "The gateway's address is not known, so the clock was not compared.", { code: "no_address" });
  const { host } = new URL(gatewayUrl);
  const answer = await reach(fetch, gatewayUrl);
  if (!answer) return step("no", `The gateway ${host} cannot be reached from here.`, { code: "unreachable", host });
  const theirs = Date.parse(answer.headers.get("date") ?? "");
  if (Number.isNaN(theirs))
    return step("ok", `The gateway ${host} is reached; it does not tell its time.`, { code: "reached", host, seconds: null });
  const skewMs = Math.abs(now().getTime() - theirs);
  const seconds = Math.round(skewMs / 1000);
  if (skewMs > MAX_SKEW_MS)
    return step("no", `This machine's clock is ${seconds} s off the gateway's: set it by NTP.`, { code: "clock", seconds });
  return step("ok", `The gateway ${host} is reached, and the clock is within ${seconds} s of its own.`, { code: "reached", host, seconds });
}

async function checkShop({ env, fetch }: DoctorIo): Promise<CheckStep[]> {
  const shopUrl = env.SHOP_URL ?? "";
  if (!URL.canParse(shopUrl))
    return [step("no", "SHOP_URL is missing, so it is not known where Alipay should send its notices.", { code: "no_shop_url" })];
  const url = new URL("/api/alipay/notify", shopUrl).href;
  const steps: CheckStep[] = [];
  if (isPrivateHost(new URL(shopUrl).hostname))
    steps.push(
      step("no", `${url} is an address inside your own network: Alipay cannot send notices to it.`, { code: "shop_private", url }),
    );
  const answer = await reach(fetch, url);
  if (!answer) return [...steps, step("no", `${url} cannot be reached even from here.`, { code: "shop_unreachable", url })];
  // The route takes only POST, so a GET must be refused with 405; a page instead means that another server answers.
  const { status } = answer;
  const other = `${url} answers a GET with HTTP ${status} instead of 405: something else answers there, or redirects.`;
  if (status !== 405) return [...steps, step("no", other, { code: "shop_other", url, status })];
  const reached = `${url} answers from here; whether Alipay reaches it only a notice can tell.`;
  return [...steps, step("ok", reached, { code: "shop_reached", url }), await checkForms(fetch, new URL(shopUrl))];
}

/**
 * Posts as a browser at SHOP_URL would: a shop, or a proxy in front of it, that refuses it refuses every buyer's forms. To a page that
 * is there before the shop is open; not as multipart, which the shop takes only with the fields of an action.
 */
async function checkForms(fetch: DoctorIo["fetch"], { origin }: URL): Promise<CheckStep> {
  const headers = { origin, "content-type": "text/plain" };
  const answer = await reach(fetch, `${origin}/about`, { method: "POST", body: "check=1", headers });
  if (answer && answer.status < 300)
    return step("ok", `Forms that are sent from ${origin} are taken.`, { code: "forms_taken", url: origin });
  const how = answer ? `HTTP ${answer.status}` : "no answer";
  const sentence = `A form that is sent from ${origin} gets ${how}, and so will every buyer's: SHOP_URL must be what stands in the browser's address bar, with https and its port, and the proxy must pass on posts with their Origin.`;
  return step("no", sentence, { code: "forms_refused", url: origin, status: answer?.status ?? null });
}

async function reach(fetch: DoctorIo["fetch"], url: string, init: RequestInit = {}): Promise<Response | null> {
  try {
    const answer = await fetch(url, { ...init, redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(TIMEOUT_MS) });
    await answer.body?.cancel();
    return answer;
  } catch {
    return null;
  }
}

function isPrivateHost(host: string): boolean {
  return (
    /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[)/.test(host) || /\.(local|localhost|internal)$/.test(host)
  );
}
