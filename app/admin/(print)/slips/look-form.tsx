import { Button } from "@/components/button";
import { type Choice, writeChoice } from "@/lib/shop/dispatch/choice";
import type { Look } from "./look";
import { text } from "./text";

const CHOICES = [
  { name: "size", label: text.size, options: text.sizes },
  { name: "phone", label: text.phone, options: text.phones },
  { name: "pictures", label: text.pictures, options: text.picturesOf },
] as const;

/** How the slips are to look: a plain form, so that a look has an address. */
export function LookForm({ choice, look }: { choice: Choice; look: Look }) {
  return (
    <form
      action="/admin/slips"
      method="get"
      aria-label={text.look}
      className="grid gap-3 rounded-card border border-line bg-card p-4 md:grid-cols-4 md:items-end"
    >
      {writeChoice(choice).map(([name, value]) => (
        <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
      ))}
      {CHOICES.map(({ name, label, options }) => (
        <div key={name} className="min-w-0">
          <label htmlFor={`look-${name}`} className="mb-1 block text-ink-2 text-sm">
            {label}
          </label>
          <select
            id={`look-${name}`}
            name={name}
            defaultValue={look[name]}
            className="min-h-11 w-full rounded-xl border border-line bg-card px-3 text-base"
          >
            {Object.entries(options).map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </div>
      ))}
      <Button type="submit" kind="outline">
        {text.apply}
      </Button>
    </form>
  );
}
