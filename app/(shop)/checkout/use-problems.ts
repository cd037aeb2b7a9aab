"use client";

import { type ReactNode, useState } from "react";
import type { FormState } from "@/lib/server/action";

type Problems = {
  message: ReactNode;
  /** Where to go about the message. */
  link: { href: string; words: string } | null;
  errors: Record<string, string>;
  /** Call it when a field is edited: its error, and the form's, are then no longer shown. */
  correct: (name: string) => void;
};

/** What is wrong with a form that came back, until the person begins to correct it. */
export function useProblems(state: FormState): Problems {
  const [corrected, setCorrected] = useState<{ of: FormState; names: string[] }>({ of: null, names: [] });
  const names = corrected.of === state ? corrected.names : [];
  const correct = (name: string) => {
    if (state && !state.ok && !names.includes(name)) setCorrected({ of: state, names: [...names, name] });
  };
  if (!state || state.ok) return { message: null, link: null, errors: {}, correct };
  const errors = Object.fromEntries(Object.entries(state.fieldErrors ?? {}).filter(([name]) => !names.includes(name)));
  const isShown = names.length === 0;
  return { message: isShown ? (state.said ?? state.message) : null, link: (isShown && state.link) || null, errors, correct };
}
