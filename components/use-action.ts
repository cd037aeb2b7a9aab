import { unstable_rethrow } from "next/navigation";
import { useActionState, useState, useTransition } from "react";
import { componentsText as text } from "./text";

type Answer = { ok: boolean; message: string } | null;

/**
 * A server action that a phone with a poor network can use: without JavaScript as the `action` of a form, with it through
 * `send`, where a lost connection is an answer and not the error page. `turn` counts the answers. `meanwhile` is shown
 * until the answer is there.
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
