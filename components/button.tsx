import type { ComponentProps } from "react";

const KINDS = {
  primary: "bg-brand text-white active:bg-brand-deep",
  pay: "bg-alipay text-white active:brightness-90",
  soft: "bg-brand-soft text-brand-deep active:brightness-95",
  outline: "border border-line bg-card text-ink active:bg-paper",
  plain: "text-ink-2 active:text-ink",
};
export type ButtonKind = keyof typeof KINDS;

/** The classes of a button, for links that look like one. At least 44 px high. */
export function buttonClass(kind: ButtonKind = "primary", className = ""): string {
  return `inline-flex min-h-11 select-none items-center justify-center gap-1.5 rounded-full px-5 font-medium text-base transition disabled:opacity-45 ${KINDS[kind]} ${className}`;
}

export function Button({ kind = "primary", className, type = "button", ...props }: ComponentProps<"button"> & { kind?: ButtonKind }) {
  return <button type={type} className={buttonClass(kind, className)} {...props} />;
}
