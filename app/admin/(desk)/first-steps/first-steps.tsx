import { currentOpening } from "@/app/current-opening";
import { getShop } from "@/lib/shop/assembly/get-shop";
import { readSteps } from "@/lib/shop/first-steps/steps";
import { Section } from "../../parts/section";
import { progressOf, StepList } from "./step-list";
import { text } from "./text";

/** On the overview of a shop that is not open yet: the way there. Nothing afterwards. */
export async function FirstSteps() {
  const { standing } = await currentOpening();
  if (standing !== "preparing") return null;
  const steps = await readSteps(getShop());
  return (
    <Section title={progressOf(steps)} className="mb-4" id="first-steps">
      <p className="mb-4 text-ink-2 text-sm">{text.hint}</p>
      <StepList steps={steps} />
    </Section>
  );
}
