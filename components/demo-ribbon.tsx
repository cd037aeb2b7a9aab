import { componentsText as text } from "./text";

/** Shown wherever money is mentioned while the emulator stands in for Alipay. */
export function DemoRibbon() {
  return (
    <p className="bg-amber-soft px-4 py-2 text-center text-amber text-sm">
      <strong className="font-semibold">{text.demo}</strong>
      {text.demoMeaning}
    </p>
  );
}
