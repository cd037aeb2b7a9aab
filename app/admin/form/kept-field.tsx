"use client";

import { useState } from "react";
import { useFormAround } from "./action-form-state";

/**
 * A hidden field that keeps what its form was made with, whatever the page is rendered with meanwhile: a form that is still
 * filled in is still the same form. Only an answer to the form puts something else into it.
 */
export function KeptField({ name, value }: { name: string; value: string }) {
  const { state } = useFormAround();
  const [first] = useState(value);
  return <input type="hidden" name={name} value={state?.values?.[name] ?? first} />;
}
