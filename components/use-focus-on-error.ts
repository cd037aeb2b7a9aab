import { type RefObject, useEffect } from "react";
import type { Answer } from "./attempt";

/** A form that came back with errors focuses the first field to correct. */
export function useFocusOnError(form: RefObject<HTMLFormElement | null>, state: Answer): void {
  useEffect(() => {
    if (state?.fieldErrors) form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-invalid]")?.focus();
  }, [form, state]);
}
