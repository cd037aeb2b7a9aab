import type { Route } from "next";
import Link from "next/link";
import { Button } from "@/components/button";
import { text } from "../text";

type SearchBoxProps = { action: Route; value: string; placeholder: string; keep?: Record<string, string> };

/** A search as a plain GET form, so that it has an address; `keep` are the parameters to keep, also when it is cleared. */
export function SearchBox({ action, value, placeholder, keep = {} }: SearchBoxProps) {
  const kept = String(new URLSearchParams(keep));
  return (
    <search>
      <form action={action} method="get" className="mb-4 flex gap-2">
        {Object.entries(keep).map(([name, other]) => (
          <input key={name} type="hidden" name={name} value={other} />
        ))}
        <input
          type="search"
          name="q"
          defaultValue={value}
          placeholder={placeholder}
          aria-label={placeholder}
          maxLength={64}
          enterKeyHint="search"
          autoComplete="off"
          className="min-h-11 w-full min-w-0 rounded-full border border-line bg-card px-4 text-base md:max-w-md"
        />
        <Button type="submit" kind="outline" className="shrink-0">
          {text.search}
        </Button>
        {value && (
          <Link
            href={`${action}${kept && `?${kept}`}` as Route}
            className="inline-flex min-h-11 shrink-0 items-center px-2 text-ink-2 text-sm"
          >
            {text.clear}
          </Link>
        )}
      </form>
    </search>
  );
}
