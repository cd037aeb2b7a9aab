"use client";

import { useFormAround } from "./action-form-state";

/** The secrets that the form's last answer brought, and that no page shows again. */
export function ShownOnce() {
  const secrets = useFormAround().state?.secrets;
  if (!secrets) return null;
  return (
    <ul className="grid grid-cols-1 gap-1 rounded-xl bg-paper p-3 font-mono text-base tabular-nums sm:grid-cols-2">
      {secrets.map((secret) => (
        <li key={secret}>{secret}</li>
      ))}
    </ul>
  );
}
