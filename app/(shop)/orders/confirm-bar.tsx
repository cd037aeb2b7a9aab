"use client";

import type { ReactNode } from "react";
import { ActionBar } from "@/components/action-bar";
import type { ButtonKind } from "@/components/button";
import { type Confirmed, useConfirm } from "./use-confirm";

type ConfirmBarProps = Pick<Confirmed, "no" | "action" | "words"> & {
  kind?: ButtonKind;
  className?: string;
  /** What else is in the bar. */
  children?: ReactNode;
};

/** The action bar with one action that has to be confirmed. */
export function ConfirmBar({ no, action, words, kind = "outline", className, children }: ConfirmBarProps) {
  const { sheet, opener } = useConfirm({ name: words.open, no, action, words, kind });
  return (
    <>
      {sheet}
      <ActionBar className={className}>
        {opener}
        {children}
      </ActionBar>
    </>
  );
}
