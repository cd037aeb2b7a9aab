"use client";

import { createContext, useContext } from "react";
import type { FormState } from "@/lib/server/action";

export const FormContext = createContext<{ state: FormState; isPending: boolean }>({ state: null, isPending: false });

/** The last answer to the form around the caller, and whether another is awaited. */
export function useFormAround(): { state: FormState; isPending: boolean } {
  return useContext(FormContext);
}
