"use client";

import { type ComponentProps, useId } from "react";
import { Field } from "@/components/field";
import { useFormAround } from "./action-form-state";

/** A Field that shows its error from the form's last answer, and what had been typed into it. */
export function FormField(props: ComponentProps<typeof Field>) {
  const { state } = useFormAround();
  const id = useId();
  const error = state?.fieldErrors?.[props.name];
  const typed = state?.values?.[props.name];
  return <Field {...props} id={id} {...(error && { error })} {...(typed !== undefined && { defaultValue: typed })} />;
}
