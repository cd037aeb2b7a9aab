"use client";

import type { ReactNode } from "react";
import { useFormAround } from "../../form/action-form-state";
import { Fold } from "../../parts/fold";

type ZoneFoldProps = { zone: number; name: string; isOpen: boolean; children: ReactNode };

/** A zone's fields under its name. It opens by itself when one of them is wrong. */
export function ZoneFold({ zone, name, isOpen, children }: ZoneFoldProps) {
  const { state } = useFormAround();
  const isWrong = Object.keys(state?.fieldErrors ?? {}).some((field) => field.startsWith(`z${zone}_`));
  return (
    <Fold name={<span className="py-2 text-center font-medium text-ink">{name}</span>} isOpen={isOpen || isWrong}>
      {children}
    </Fold>
  );
}
