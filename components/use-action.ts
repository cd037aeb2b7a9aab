import { useActionState, useEffect, useState, useTransition } from "react";
import { type Answer, attempt, type FormAction } from "./attempt";
import { takeDraft } from "./kept-draft";
import { loadAgain } from "./load-again";
import { useWords } from "./script-words";

/**
 * A server action for phones with a poor network: without JavaScript it is the `action` of a form; with it, `send` turns a lost
 * connection into an answer instead of the error page. `turn` counts the answers. `meanwhile` makes an optimistic change that
 * lasts until the answer arrives. `name` tells the actions of a page apart.
 */
export function useAction(name: string, action: FormAction) {
  const words = useWords();
  const [posted, formAction] = useActionState(action, null);
  const [answered, setAnswered] = useState<{ answer: Answer; turn: number }>({ answer: posted, turn: 0 });
  const [isPending, startTransition] = useTransition();
  useEffect(() => {
    if (takeDraft(name)?.wasStale) setAnswered(({ turn }) => ({ answer: { ok: false, message: words.updated }, turn: turn + 1 }));
  }, [name, words]);

  function send(form: FormData, meanwhile?: () => void): void {
    startTransition(async () => {
      meanwhile?.();
      const answer = await attempt(words, action, form, () => loadAgain(words, name));
      startTransition(() => setAnswered(({ turn }) => ({ answer, turn: turn + 1 })));
    });
  }
  return { ...answered, isPending, formAction, send };
}
