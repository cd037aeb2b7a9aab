"use client";

import { useState } from "react";
import type { FormState } from "@/lib/server/action";

type Problems = {
  message: string | null;
  errors: Record<string, string>;
  /** A field is being mended: what was said about it, and about the form, no longer holds. */
  mend: (name: string) => void;
};

/** What is wrong with a form that came back, until the person has begun to mend it. */
export function useProblems(state: FormState): Problems {
  const [mended, setMended] = useState<{ of: FormState; names: string[] }>({ of: null, names: [] });
  const names = mended.of === state ? mended.names : [];
  const mend = (name: string) => {
    if (state && !state.ok && !names.includes(name)) setMended({ of: state, names: [...names, name] });
  };
  if (!state || state.ok) return { message: null, errors: {}, mend };
  const errors = Object.fromEntries(Object.entries(state.fieldErrors ?? {}).filter(([name]) => !names.includes(name)));
  return { message: names.length === 0 ? state.message : null, errors, mend };
}
