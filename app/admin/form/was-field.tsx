"use client";

import { useState } from "react";
import { useFormAround } from "./action-form-state";

/**
 * What its form was made from (`stampOf`), whatever the page is rendered with meanwhile, so that an old tab takes nothing back that
 * was saved elsewhere since. Once the form was saved it is what was saved; a form that comes back refused keeps its own.
 */
export function WasField({ was }: { was: string }) {
  const { state } = useFormAround();
  const [first] = useState(was);
  return <input type="hidden" name="was" value={state?.was ?? state?.values?.was ?? first} />;
}
