import { useEffect } from "react";
import type { FormState } from "@/lib/server/action";

/** After a deed: to the order's refunds, which stand far above the form that did it, and the focus with it. */
export function useShownRefunds(state: FormState): void {
  useEffect(() => {
    if (!state?.ok) return;
    const refunds = document.getElementById("refunds"); // OrderRefunds
    refunds?.focus({ preventScroll: true });
    refunds?.scrollIntoView();
  }, [state]);
}
