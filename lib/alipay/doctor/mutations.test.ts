import { beforeAll, describe, expect, test } from "vitest";
import { newPatient } from "../fixtures/doctor-settings";
import { keptPatient } from "../fixtures/kept-keys";
import { KEYS } from "../fixtures/spoil/keys";
import { HARMLESS, LOGGING } from "../fixtures/spoil/logging";
import { ON_THE_WAY } from "../fixtures/spoil/on-the-way";
import { SIGNING } from "../fixtures/spoil/signing";
import { type Specimen, specimens } from "../fixtures/spoil/specimens";
import type { Mutation, Spoilt } from "../fixtures/spoil/spoil";
import { parseNotification } from "../openapi/notification";
import { parseRequest } from "../openapi/request";
import { parseReturn } from "../openapi/return";
import { parseNotification as parseOldNotification } from "../wap/notification";
import { parseReturn as parseOldReturn } from "../wap/return";
import { parseTokenRequest } from "../wap/token-request";
import { explain } from "./explain";

/** The seeds of the messages; each mutation meets all of them. Two hold all that can be spoilt; there are more for a longer run. */
const SEEDS = [0, 1];
const MUTATIONS = [...ON_THE_WAY, ...SIGNING, ...LOGGING, ...KEYS];
/** So many patients with keys that nobody has seen, for a longer run; 0: the one whose signatures are the same in each run. */
const FRESH: number = 0;
const patients = FRESH > 0 ? Array.from({ length: FRESH }, () => newPatient()) : [keptPatient()];
let all: Specimen[] = [];

beforeAll(async () => {
  all = (await Promise.all(patients.flatMap((patient) => SEEDS.map((seed) => specimens(patient, seed))))).flat();
});

/** Whether whoever gets a message takes it: the readers of the shop and of the gateway, and nothing of the doctor's. */
function isTaken({ family, patient: { app, wap } }: Specimen, text: string): boolean {
  const body = Buffer.from(text);
  const form = "application/x-www-form-urlencoded";
  const { trust, appId } = app.config;
  const keys = { appId, findKey: () => (trust.mode === "key" ? trust.alipayPublicKey : null) };
  if (family === "notice") return parseNotification(body, form, keys).ok;
  if (family === "return") return parseReturn(text, keys).ok;
  if (family === "request") return parseRequest("", text, app.findContract).ok;
  if (family === "old notice") return parseOldNotification(body, form, wap.merchant).ok;
  if (family === "old return") return parseOldReturn(text, wap.merchant).ok;
  return family === "old request" && parseTokenRequest(text, wap.findKeys).ok;
}

type Outcome = { happened: string; family: string; named: boolean; wronglyTaken: boolean; said: string };

function outcomesOf({ happened, families, causes, spoil }: Mutation): Outcome[] {
  return all
    .filter(({ family }) => families.includes(family))
    .map((specimen): [Specimen, Spoilt | null] => [specimen, spoil(specimen)])
    .flatMap(([specimen, spoilt]) => {
      if (!spoilt) return [];
      const { ok, causes: found } = explain(spoilt.text, spoilt.settings ?? specimen.settings);
      const names = found.map(({ cause }) => cause);
      const isRefused = spoilt.settings === undefined && typeof spoilt.text === "string" && !isTaken(specimen, spoilt.text);
      return [
        {
          happened,
          family: specimen.family,
          named: causes.some((cause) => names.includes(cause)),
          wronglyTaken: ok && isRefused,
          said: names.join(" "),
        },
      ];
    });
}

test("every valid message is taken by the doctor", () => {
  for (const { text, settings, family } of all) expect([family, explain(text, settings).causes]).toEqual([family, []]);
});

describe("integrators whose message was spoilt are told the cause", () => {
  test("there are at least sixty ways to spoil one, each with a name of its own", () => {
    expect(new Set(MUTATIONS.map(({ happened }) => happened)).size).toBe(MUTATIONS.length);
    expect(MUTATIONS.length).toBeGreaterThanOrEqual(60);
  });

  test("the cause is named in at least 97 of 100 spoilt messages, and none is called taken that its reader refuses", {
    timeout: 120_000 * patients.length,
  }, () => {
    const outcomes = MUTATIONS.flatMap(outcomesOf);
    const idle = MUTATIONS.filter(({ happened }) => !outcomes.some((one) => one.happened === happened));
    expect(idle.map(({ happened }) => happened)).toEqual([]);
    expect(outcomes.filter(({ wronglyTaken }) => wronglyTaken)).toEqual([]);
    const missed = outcomes.filter(({ named }) => !named);
    const share = 1 - missed.length / outcomes.length;
    expect(share, missed.map(({ happened, family, said }) => `${happened} (${family}): ${said}`).join("\n")).toBeGreaterThanOrEqual(0.97);
    // No way of spoiling may hide behind the others.
    const blind = MUTATIONS.filter(({ happened }) => outcomes.every((one) => one.happened !== happened || !one.named));
    expect(blind.map(({ happened }) => happened)).toEqual([]);
  });

  test.each(HARMLESS.map((one) => [one.happened, one] as const))("and %s is as good as the message", (_, mutation) => {
    for (const { family, said } of outcomesOf(mutation)) expect(`${family}: ${said}`).toBe(`${family}: `);
  });
});
