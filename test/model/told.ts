import type { Checked } from "./check";

/** Whether the whole models are wanted (`npm run model`), and not only what takes seconds. */
export const IS_WHOLE = process.env.MODEL === "whole";

/** How a check ended, for people. */
export function told(name: string, { states, steps, depth, ms, isWhole, finding }: Checked): string {
  const counts = `${states} states, ${steps} steps, ${depth} deep, ${(ms / 1000).toFixed(1)} s${isWhole || finding ? "" : " (not all)"}`;
  return [`${name}: ${counts}`, ...(finding ? [`  ✗ ${finding.rule}`, ...finding.story.map((line) => `    ${line}`)] : [])].join("\n");
}

/** Tells it where the whole is wanted. */
export function tell(name: string, checked: Checked): void {
  if (IS_WHOLE) console.info(told(name, checked));
}
