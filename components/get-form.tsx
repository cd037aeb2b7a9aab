"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import type { ComponentProps, FormEvent } from "react";

type GetFormProps = Omit<ComponentProps<"form">, "action"> & { action: Route; replace?: boolean };

/** A form whose fields become the query of the page that it leads to, in the same document; without JavaScript the browser does just that. */
export function GetForm({ action, replace = false, ...props }: GetFormProps) {
  const router = useRouter();
  const open = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    // Our forms of this kind have no files.
    const query = new URLSearchParams([...new FormData(event.currentTarget)] as [string, string][]);
    router[replace ? "replace" : "push"](`${action}?${query}` as Route);
  };
  return <form {...props} action={action} onSubmit={open} />;
}
