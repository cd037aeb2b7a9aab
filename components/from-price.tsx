import { priceWords } from "./text";

/** Says of the lowest of several prices that it is the lowest: before it or after it, as the language has it. */
export function FromPrice({ place, className = "text-xs" }: { place: "before" | "after"; className?: string }) {
  const word = priceWords[place];
  return word === "" ? null : <span className={`text-ink-3 ${place === "before" ? "mr-1" : "ml-0.5"} ${className}`}>{word}</span>;
}
