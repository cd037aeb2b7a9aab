/** The noun: a step on the way to an open shop. Pure, so that components may import it. */
import type { CheckStep } from "@/lib/alipay/doctor/commands/check-finding";

/** In the order in which an owner takes them; steps.ts says what each looks at. */
export type StepId = "name" | "contact" | "freight" | "category" | "product" | "preview" | "alipay";

/** What a step still lacks. */
export type Missing =
  | "name"
  | "logo"
  | "contact"
  | "freight"
  | "category"
  | "product"
  | "picture"
  | "demo_goods"
  | "preview"
  | "check"
  | "check_outdated"
  | "check_bad";

/** Without these a shop opens all the same. */
const MAY_WAIT: readonly Missing[] = ["logo", "freight", "preview"];

export type StepState = { id: StepId; missing: readonly Missing[] };

/** Whether nothing is missing that a shop cannot do without. */
export function isEnough({ missing }: Pick<StepState, "missing">): boolean {
  return missing.every((one) => MAY_WAIT.includes(one));
}

/** What the check found, as it is kept: without the sentences of the command line. */
export type KeptFinding = Omit<CheckStep, "sentence">;

/** The same for a page: `why` is what the doctor says of its causes, in Chinese. */
export type ShownFinding = KeptFinding & { why: { says: string; change: string }[] };

/** What is wrong around the shop and not with the contract: it is shown, and the shop may open. */
const AROUND: readonly CheckStep["finding"]["code"][] = ["no_shop_url", "shop_private", "shop_unreachable", "shop_other", "forms_refused"];

/** Whether the gateway took the contract with which new payments begin, and nothing about it is wrong. */
export function isGood(findings: readonly KeptFinding[]): boolean {
  const own = findings.filter(({ isPrevious }) => !isPrevious);
  const isWrong = own.some(({ mark, finding }) => mark === "no" && !AROUND.includes(finding.code));
  return !isWrong && own.some(({ finding }) => finding.code === "taken");
}
