import { explain } from "@/lib/alipay/doctor/explain";
import { aboutPrevious } from "@/lib/alipay/doctor/settings";
import { doctorText } from "@/lib/alipay/doctor/text";
import type { ContractTexts } from "../shop";

export type DeliveryExplanation = { says: string; change: string; about: string | null };

/** What is asked about a kept body: which contracts there are, the current one first, and by which protocol it came. */
export type Question = { doctor: readonly ContractTexts[]; body: string; protocol: string };

/**
 * Why a kept delivery does not verify with the keys that its protocol's contracts have now, in words for the owner: what people
 * and software are known to get wrong is tried until its signature fits. Empty for one that verifies. Nothing secret is in it.
 */
export function explainBody({ doctor, body, protocol }: Question): DeliveryExplanation[] {
  const own = doctor.filter((contract) => contract.protocol === protocol);
  // With no contract of its protocol, any one says that there is none.
  const explained = (own.length > 0 ? own : doctor.slice(0, 1)).map((contract) => {
    const name = contract === doctor[0] ? (sentence: string) => sentence : aboutPrevious;
    return explain(body, contract.settings).causes.map(({ cause, about }) => {
      const { says, change } = doctorText.zh[cause];
      return { says: name(says), change: name(change), about: about === undefined ? null : name(about) };
    });
  });
  return explained.find((causes) => causes.length === 0) ?? explained[0] ?? [];
}
