import { FormField } from "./form-field";

/** The name under which somebody will log in. */
export function NewLoginField({ label, hint }: { label: string; hint: string }) {
  return (
    <FormField
      label={label}
      hint={hint}
      name="login"
      autoComplete="username"
      autoCapitalize="none"
      spellCheck={false}
      required
      maxLength={64}
    />
  );
}

type NewPasswordProps = { name?: string; label: string; hint: string; repeat: string };

/** A password that is chosen now, and once more. */
export function NewPasswordFields({ name = "password", label, hint, repeat }: NewPasswordProps) {
  const typed = { type: "password", autoComplete: "new-password", required: true, maxLength: 200 } as const;
  return (
    <>
      <FormField label={label} hint={hint} name={name} {...typed} />
      <FormField label={repeat} name="repeatPassword" {...typed} />
    </>
  );
}
