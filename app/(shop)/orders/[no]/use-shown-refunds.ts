import { useEffect } from "react";
import type { FormState } from "@/lib/server/action";

/** After a form was sent: scrolls to the order's refunds, which stand far above it, and moves the focus there. */
export function useShownRefunds(state: FormState): void {
  useEffect(() => {
    if (!state?.ok) return;
    const refunds = document.getElementById("refunds"); // OrderRefunds
    refunds?.focus({ preventScroll: true });
    refunds?.scrollIntoView();
  }, [state]);
}
