import { type FormEvent, type RefObject, useActionState, useEffect, useRef, useState, useTransition } from "react";
import { requestFormReset } from "react-dom";
import { type Answer, attempt, type FormAction } from "./attempt";
import { fillIn, typedInto } from "./draft";
import { formData } from "./form-data";
import { keepDraft, takeDraft } from "./kept-draft";
import { loadAgain } from "./load-again";
import { useWords } from "./script-words";

type Form = {
  state: Answer;
  isPending: boolean;
  /** For the <form> itself. */
  form: {
    ref: RefObject<HTMLFormElement | null>;
    action: (form: FormData) => void;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  };
};

/**
 * A form for phones with a poor network. Without JavaScript its server action is posted; with it, nothing that was typed is ever
 * lost: not by a lost connection, not by a restart or a deploy of the shop, not when the page is loaded again. `name` tells the
 * forms of a page apart.
 */
export function useForm(name: string, action: FormAction): Form {
  const words = useWords();
  const ref = useRef<HTMLFormElement>(null);
  const [posted, post, isPosting] = useActionState(action, null);
  const [state, setState] = useFollowing(posted);
  const [isSending, startTransition] = useTransition();
  const isSent = useRef(false);
  useDraft(name, ref, isSent, () => setState({ ok: false, message: words.updated }));

  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    isSent.current = true;
    const sent = formData(form, event.nativeEvent as SubmitEvent);
    startTransition(async () => {
      const answer = await attempt(words, action, sent, () => loadAgain(words, name, () => typedInto(form)));
      isSent.current = false;
      startTransition(() => {
        if (answer?.ok) requestFormReset(form);
        setState(answer);
      });
    });
  };
  return { state, isPending: isPosting || isSending, form: { ref, action: post, onSubmit } };
}

/** State that also takes over each new value of what it began with: a form that was sent before the page was alive is answered there. */
function useFollowing<Value>(origin: Value): [Value, (value: Value) => void] {
  const [known, setKnown] = useState(origin);
  const [value, setValue] = useState(origin);
  if (known !== origin) {
    setKnown(origin);
    setValue(origin);
  }
  return [known === origin ? value : origin, setValue];
}

/** Keeps what was typed when the page goes while it has not been sent, and types it in again when the page is back. */
function useDraft(name: string, form: RefObject<HTMLFormElement | null>, isSent: RefObject<boolean>, onStale: () => void): void {
  const sayStale = useRef(onStale);
  useEffect(() => {
    const draft = takeDraft(name);
    if (draft && form.current) fillIn(form.current, draft);
    if (draft?.wasStale) sayStale.current();
    const keep = () => {
      if (!isSent.current) keepDraft(name, typedInto(form.current));
    };
    const typing = () => {
      isSent.current = false;
    };
    const element = form.current;
    element?.addEventListener("input", typing);
    window.addEventListener("pagehide", keep);
    return () => {
      element?.removeEventListener("input", typing);
      window.removeEventListener("pagehide", keep);
    };
  }, [name, form, isSent]);
}
