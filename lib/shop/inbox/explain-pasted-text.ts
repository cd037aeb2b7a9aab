import { explain } from "@/lib/alipay/doctor/explain";
import type { Explanation } from "@/lib/alipay/doctor/finding";
import { aboutPrevious } from "@/lib/alipay/doctor/settings";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { ContractTexts } from "../shop";
import type { DeliveryExplanation } from "./explain-body";

export type PastedQuestion = { doctor: readonly ContractTexts[]; text: string };

/** `kind`: what it is, in Chinese. `isTaken`: whoever gets it takes it. Nothing secret is in it, and nothing of the text but names. */
export type PastedExplanation = { kind: string; isTaken: boolean; why: DeliveryExplanation[] };

/** Tries a text with every contract, the current one first: the one that takes it speaks, else the one that knows most about it. */
export function explainPastedText({ doctor, text }: PastedQuestion): PastedExplanation {
  const explained = doctor.map((contract) => ({
    name: contract === doctor[0] ? (sentence: string) => sentence : aboutPrevious,
    explanation: explain(text, contract.settings),
  }));
  const best =
    explained.find(({ explanation }) => explanation.ok) ?? explained.find(({ explanation }) => hasKeys(explanation)) ?? explained[0];
  if (!best) return { kind: doctorText.kindsZh.unknown, isTaken: false, why: [] };
  const { name, explanation } = best;
  const shown = [...explanation.causes, ...(explanation.ok ? explanation.notes : [])];
  return {
    kind: doctorText.kindsZh[explanation.kind],
    isTaken: explanation.ok,
    why: shown.map(({ cause, about }) => {
      const { says, change } = doctorText.zh[cause];
      return { says: name(says), change: name(change), about: about === undefined ? null : name(about) };
    }),
  };
}

function hasKeys({ causes }: Explanation): boolean {
  return causes.every(({ cause }) => cause !== "not_configured");
}
