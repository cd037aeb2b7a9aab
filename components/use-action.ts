import { unstable_rethrow } from "next/navigation";
import { useActionState, useState, useTransition } from "react";
import { componentsText as text } from "./text";

type Answer = { ok: boolean; message: string } | null;

/**
 * A server action for phones with a poor network: without JavaScript it is the `action` of a form; with it, `send` turns a lost
 * connection into an answer instead of the error page. `turn` counts the answers. `meanwhile` makes an optimistic change that
 * lasts until the answer arrives.
 */
export function useAction(action: (previous: Answer, form: FormData) => Promise<Answer>) {
  const [posted, formAction] = useActionState(action, null);
  const [answered, setAnswered] = useState<{ answer: Answer; turn: number }>({ answer: posted, turn: 0 });
  const [isPending, startTransition] = useTransition();

  function send(form: FormData, meanwhile?: () => void): void {
    startTransition(async () => {
      meanwhile?.();
      const answer = await action(null, form).catch((error: unknown) => {
        unstable_rethrow(error); // a redirect comes as an error
        return { ok: false, message: text.offline };
      });
      startTransition(() => setAnswered(({ turn }) => ({ answer, turn: turn + 1 })));
    });
  }
  return { ...answered, isPending, formAction, send };
}
