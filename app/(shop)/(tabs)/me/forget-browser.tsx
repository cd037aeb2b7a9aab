"use client";

import { useActionState, useEffect } from "react";
import { Button } from "@/components/button";
import { NEXT } from "@/components/icon-paths";
import { LineIcon } from "@/components/line-icon";
import { Notice } from "@/components/notice";
import { forgetSeen } from "@/components/seen-orders";
import { forgetAction } from "./actions";

type Words = { title: string; hint: string; button: string; going: string };

/**
 * Folded away, since it cannot be undone; works without JavaScript. Once it is done, only that it is done: on a page that is loaded anew, since
 * the browser may now ask for another language, and the pages that it holds are of who was forgotten.
 */
export function ForgetBrowser({ words: text }: { words: Words }) {
  const [state, forget, isPending] = useActionState(forgetAction, null);
  useEffect(() => {
    if (!state?.ok) return;
    forgetSeen();
    location.replace("/me?done=forgotten");
  }, [state]);
  return (
    <details className="group mt-4 rounded-card bg-card">
      <summary className="flex min-h-12 cursor-pointer list-none items-center justify-between rounded-card px-4 text-ink-2 text-sm [&::-webkit-details-marker]:hidden">
        {text.title}
        <LineIcon path={NEXT} className="size-4 text-ink-3 transition-transform group-open:[transform:rotate(90deg)]" />
      </summary>
      <form action={forget} className="space-y-3 px-4 pb-4">
        {!state?.ok && (
          <>
            <p className="text-ink-2 text-sm">{text.hint}</p>
            <Button type="submit" kind="outline" className="w-full" disabled={isPending}>
              {isPending ? text.going : text.button}
            </Button>
          </>
        )}
        <Notice kind={state?.ok ? "ok" : "error"}>{state?.message}</Notice>
      </form>
    </details>
  );
}
