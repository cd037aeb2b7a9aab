import type { ComponentProps } from "react";

const BOX =
  "w-full rounded-xl border bg-card px-3.5 py-2.5 text-base text-ink outline-offset-0 aria-invalid:border-bad disabled:bg-paper disabled:text-ink-3";

type Own = { label: string; name: string; error?: string; hint?: string; className?: string };
type FieldProps = Own &
  (
    | ({ multiline?: false } & Omit<ComponentProps<"input">, keyof Own>)
    | ({ multiline: true } & Omit<ComponentProps<"textarea">, keyof Own>)
  );

/** A label, its input, and what is wrong with it; 16 px text, so that iOS does not zoom in. */
export function Field({ label, name, error, hint, className = "", ...props }: FieldProps) {
  const id = props.id ?? `field-${name}`;
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(" ") || undefined;
  const shared = { id, name, "aria-invalid": error ? true : undefined, "aria-describedby": described };
  const { multiline, ...rest } = props;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1.5 block font-medium text-ink-2 text-sm">
        {label}
      </label>
      {multiline ? (
        <textarea
          rows={3}
          {...(rest as ComponentProps<"textarea">)}
          {...shared}
          className={`${BOX} ${error ? "border-bad" : "border-line"}`}
        />
      ) : (
        <input {...(rest as ComponentProps<"input">)} {...shared} className={`${BOX} min-h-11 ${error ? "border-bad" : "border-line"}`} />
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-ink-3 text-xs">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1 text-bad text-sm">
          {error}
        </p>
      )}
    </div>
  );
}
