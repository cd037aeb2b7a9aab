"use client";

import { createContext, useContext } from "react";
import type { FormState } from "@/lib/server/action";

export const StateContext = createContext<FormState>(null);

/** The last answer to the form around the caller. */
export function useFormState(): FormState {
  return useContext(StateContext);
}
