import type { Draft, Typed } from "./kept-draft";

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

/** The names of fields that are secrets whatever their type; the same that no answer of the server brings back (lib/server/action.ts). */
export const NEVER_KEPT = /password|secret/i;
const NOT_TYPED = ["hidden", "password", "file", "submit", "button", "image", "reset"];

/** Types a draft into a form again, so that React hears of it as of any typing. */
export function fillIn(form: HTMLFormElement, { fields }: Draft): void {
  for (const { name, nth, value, checked } of fields) {
    const control = controlsOf(form).filter((one) => one.name === name)[nth];
    if (!control) continue;
    if (isTickable(control)) {
      if (control.checked !== checked) control.click();
    } else if (control.value !== value) typeInto(control, value);
  }
}

/** What was changed in a form. */
export function typedInto(form: HTMLFormElement | null): Typed[] {
  if (!form) return [];
  const seen = new Map<string, number>();
  return controlsOf(form).flatMap((control) => {
    const { name, value } = control;
    const nth = seen.get(name) ?? 0;
    seen.set(name, nth + 1);
    return isChanged(control) ? [{ name, nth, value, checked: isTickable(control) && control.checked }] : [];
  });
}

function controlsOf(form: HTMLFormElement): Control[] {
  return Array.from(form.elements).filter(
    (element): element is Control =>
      "value" in element && "name" in element && mayBeKept(element.name) && !NOT_TYPED.includes(typeOf(element)),
  );
}

function mayBeKept(name: unknown): boolean {
  return typeof name === "string" && name !== "" && !NEVER_KEPT.test(name);
}

function typeOf(element: Element): string {
  return "type" in element ? String(element.type) : "";
}

function isTickable(control: Control): control is HTMLInputElement {
  return control.type === "checkbox" || control.type === "radio";
}

function isChanged(control: Control): boolean {
  if (isTickable(control)) return control.checked !== control.defaultChecked;
  if ("options" in control) return Array.from(control.options).some((option) => option.selected !== option.defaultSelected);
  // React keeps the default of a controlled field equal to its value, so such a one says what it began with.
  return control.value !== (control.dataset.controlled ?? control.defaultValue);
}

function typeInto(control: Control, value: string): void {
  // React listens to the setter of the element itself; the prototype's is the browser's own.
  Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), "value")?.set?.call(control, value);
  control.dispatchEvent(new Event("options" in control ? "change" : "input", { bubbles: true }));
}
