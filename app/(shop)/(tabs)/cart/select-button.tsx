import type { ReactNode } from "react";
import { CHECK } from "@/components/icon-paths";
import { LineIcon } from "@/components/line-icon";
import { type CartAction, writeAction } from "./cart-action";

type SelectButtonProps = {
  action: CartAction;
  checked: boolean;
  label?: string;
  disabled?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A round tick that sends its action: a checkbox to a screen reader, a button to a browser without JavaScript. */
export function SelectButton({ action, checked, label, disabled, className = "", children }: SelectButtonProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real checkbox sends nothing by itself.
    <button
      type="submit"
      name="cartAction"
      value={writeAction(action)}
      role="checkbox"
      aria-checked={checked}
      aria-label={label}
      disabled={disabled}
      className={`flex min-h-11 shrink-0 items-center justify-center text-sm disabled:opacity-45 ${className}`}
    >
      <span className="grid size-11 shrink-0 place-items-center">
        <span
          className={`grid size-5.5 place-items-center rounded-full border ${checked ? "border-brand bg-brand text-white" : "border-ink-3 bg-card"}`}
        >
          {checked && <LineIcon path={CHECK} className="size-4" />}
        </span>
      </span>
      {children}
    </button>
  );
}
