import { randomBytes } from "node:crypto";
import { type ContractCause, contractCause } from "../../contract-refusal";
import type { ContractRefusal, Gateway, Protocol } from "../../gateway";
import { createOpenApiGateway } from "../../openapi/gateway";
import { parseOpenApiConfig } from "../../openapi/parse-config";
import { createWapGateway } from "../../wap/gateway";
import { parseWapConfig } from "../../wap/parse-config";
import { explain } from "../explain";
import { doctorText } from "../text";
import type { AskedDoor, CheckStep } from "./check-finding";
import type { DoctorIo } from "./io";

/** One question of a door, answered: whether it speaks of the contract, and of what use it was. */
type Asked = { door: AskedDoor; refusal: ContractRefusal | undefined; isUseful: boolean };

const DOORS: Record<AskedDoor, string> = { questions: "questions about payments", payments: "payments" };

const SAYS: Record<ContractCause, string> = {
  own_key: "it does not take your signature: the private key (or the MD5 key) is not the one that belongs to what was uploaded",
  identity: "it does not know this app or partner: another number, or the gateway of another environment (production or sandbox)",
  certificate: "the serials of your certificates are not the ones that it has",
  permission: "the contract does not include mobile web payment, or has been suspended",
  authorization: "the app's authorisation is not valid any more",
  encryption: "the key that encrypts is not the one that it has",
  clock: "it does not take this machine's time",
};

/**
 * Asks the gateway about a payment that nobody has: whether it takes our signature, and whether its own verifies. Of the token
 * protocol also for a token, with which nobody will pay. Nothing for a contract that cannot be read.
 */
export async function checkAnswers(io: DoctorIo, protocol: Protocol): Promise<CheckStep[]> {
  const gateway = openGateway(io, protocol);
  if (!gateway) return [];
  const outTradeNo = `CHECK${randomBytes(8).toString("hex").toUpperCase()}`;
  const answer = await gateway.queryTrade(outTradeNo);
  const { refusal } = answer.kind === "unknown" ? answer : { refusal: undefined };
  const asked: Asked[] = [{ door: "questions", refusal, isUseful: answer.kind !== "unknown" }];
  if (protocol === "wap-token") asked.push(await askForToken(gateway, outTradeNo));
  return asked.map((one) => stepOf(io, one));
}

function openGateway({ settings, fetch, now }: DoctorIo, protocol: Protocol): Gateway | null {
  if (protocol === "openapi") {
    const parsed = parseOpenApiConfig(settings.openapi, { now: now() });
    return parsed.ok ? createOpenApiGateway({ config: parsed.config, fetch, now }) : null;
  }
  const parsed = parseWapConfig(settings.wap);
  return parsed.ok ? createWapGateway({ config: parsed.config, fetch, now, newReqId: () => randomBytes(16).toString("hex") }) : null;
}

async function askForToken(gateway: Gateway, outTradeNo: string): Promise<Asked> {
  const nowhere = "https://shop.invalid/";
  const addresses = { returnUrl: nowhere, notifyUrl: nowhere, quitUrl: nowhere };
  const started = await gateway.startPayment({ outTradeNo, amountFen: 1, subject: outTradeNo, expiresInMinutes: 1, ...addresses });
  return { door: "payments", refusal: started.ok ? undefined : started.refusal, isUseful: started.ok };
}

function stepOf({ settings }: DoctorIo, { door, refusal, isUseful }: Asked): CheckStep {
  const name = DOORS[door];
  if (!refusal) {
    const good = `The gateway takes your signature for ${name}, and nothing in its answer speaks against the contract.`;
    return isUseful
      ? { mark: "ok", sentence: good, finding: { code: "taken", door } }
      : { mark: "note", sentence: `The gateway gave no answer to go by for ${name}.`, finding: { code: "no_answer", door } };
  }
  const said = refusal.code;
  const code = said && ` (${said})`;
  if (refusal.kind === "refused") {
    const cause = contractCause(said);
    const sentence = `The gateway refuses the contract for ${name}${code}${cause ? `: ${SAYS[cause]}` : ""}.`;
    return { mark: "no", sentence, finding: { code: "refused", door, said, cause } };
  }
  const causes = explain(refusal.evidence, settings).causes.map(({ cause }) => cause);
  const why = causes.map((cause) => `${doctorText.en[cause].says}. ${doctorText.en[cause].change}`);
  const sentence = `The gateway answers ${name}${code}, and its signature does not verify with the key of Alipay's that is configured.`;
  return { mark: "no", sentence: [sentence, ...why].join(" "), finding: { code: "unverified", door, said, causes } };
}
