"use client";

import { createContext, type ReactNode, use } from "react";
import type { ScriptWords } from "./script-text";

const Words = createContext<ScriptWords | null>(null);

/** Hands the words of shared components to those that come to life on the phone: it lies around every page, in the language of its request. */
export function ScriptWordsAround({ words, children }: { words: ScriptWords; children: ReactNode }) {
  return <Words value={words}>{children}</Words>;
}

export function useWords(): ScriptWords {
  return use(Words) as ScriptWords;
}
