import { LineIcon } from "./line-icon";
import { MINUS, PLUS, QUANTITY_FIELD, QUANTITY_FRAME, STEP } from "./quantity-look";

/** A number field in the look of QuantityStepper, which takes its place; without JavaScript only the field is shown. */
export function PlainQuantity({ name, label }: { name: string; label: string }) {
  return (
    <span className={QUANTITY_FRAME}>
      <StepPlace path={MINUS} />
      <input name={name} aria-label={label} defaultValue="1" {...QUANTITY_FIELD} />
      <StepPlace path={PLUS} />
    </span>
  );
}

function StepPlace({ path }: { path: string }) {
  return (
    <span data-needs-script="" className={`${STEP} opacity-35`}>
      <LineIcon path={path} className="size-4.5" />
    </span>
  );
}
