import type { ComponentProps } from "react";

export const MINUS = "M5 12h14";
export const PLUS = "M12 5v14M5 12h14";

/** How − 1 + looks, whether or not its steps work yet. */
export const QUANTITY_FRAME = "inline-flex items-center rounded-full border border-line bg-card";
export const STEP = "grid size-11 place-items-center rounded-full text-ink-2";
export const QUANTITY_FIELD: ComponentProps<"input"> = {
  type: "text",
  inputMode: "numeric",
  pattern: "[0-9]{1,2}",
  maxLength: 2,
  autoComplete: "off",
  className: "h-11 w-11 bg-transparent text-center text-base tabular-nums",
};
