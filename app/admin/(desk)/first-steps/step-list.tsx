import type { Route } from "next";
import Link from "next/link";
import { buttonClass } from "@/components/button";
import { Icon } from "@/components/icon";
import { isEnough, type StepId, type StepState } from "@/lib/shop/first-steps/step";
import { text } from "./text";

/** Where each step is taken. */
const PLACES: Record<StepId, Route> = {
  name: "/admin/settings#basics" as Route,
  contact: "/admin/settings#contact" as Route,
  freight: "/admin/freight",
  category: "/admin/categories",
  product: "/admin/products",
  preview: "/admin/opening#preview" as Route,
  alipay: "/admin/opening#alipay" as Route,
};

/** Nothing but the demo goods stands in the way: they are removed elsewhere than goods are added. */
function placeOf({ id, missing }: StepState): Route {
  return missing.length === 1 && missing[0] === "demo_goods" ? ("/admin/opening#demo" as Route) : PLACES[id];
}

/** How many steps are done, of how many. */
export function progressOf(steps: readonly StepState[]): string {
  return text.progress(steps.filter(({ missing }) => missing.length === 0).length, steps.length);
}

/** The way to an open shop: what is done, and what each step still lacks. The first that cannot wait is the one to take now. */
export function StepList({ steps }: { steps: readonly StepState[] }) {
  const next = steps.find((step) => !isEnough(step))?.id;
  return (
    <ol className="divide-y divide-line">
      {steps.map((step, index) => (
        <li key={step.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 py-3 first:pt-0 last:pb-0">
          <Mark step={step} number={index + 1} />
          <div className="min-w-0 flex-1 basis-32">
            <p className="font-medium">{text.steps[step.id].title}</p>
            <What step={step} />
          </div>
          {step.missing.length > 0 && (
            <Link href={placeOf(step)} className={buttonClass(step.id === next ? "primary" : "outline", "shrink-0")}>
              {placeOf(step) === PLACES[step.id] ? text.steps[step.id].go : text.toDemoGoods}
              <span className="sr-only">：{text.steps[step.id].title}</span>
            </Link>
          )}
        </li>
      ))}
    </ol>
  );
}

function Mark({ step, number }: { step: StepState; number: number }) {
  const isDone = step.missing.length === 0;
  return (
    <span
      aria-hidden="true"
      className={`grid size-8 shrink-0 place-items-center rounded-full font-semibold text-sm ${isDone ? "bg-ok-soft text-ok" : "bg-line text-ink-2"}`}
    >
      {isDone ? <Icon name="check" className="size-4.5" /> : number}
    </span>
  );
}

function What({ step }: { step: StepState }) {
  if (step.missing.length === 0) return <p className="text-ok text-sm">{text.done}</p>;
  return (
    <ul className="text-ink-2 text-sm">
      {step.missing.map((one) => (
        <li key={one}>{text.missing[one]}</li>
      ))}
      {isEnough(step) && <li className="text-ink-3 text-xs">{text.mayWait}</li>}
    </ul>
  );
}
