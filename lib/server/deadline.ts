/** A signal that fires at its time or with another one, until it is over. */
export type Deadline = { signal: AbortSignal; over: () => void };

/**
 * A signal that fires after `ms`, or as soon as `caller` does; `over` lets go of both. Not `AbortSignal.any` over
 * `AbortSignal.timeout`: that holds its timer weakly, so that Node may collect it, and then nothing ever fires.
 */
export function deadline(ms: number, caller?: AbortSignal): Deadline {
  const controller = new AbortController();
  const fire = () => controller.abort(caller?.reason);
  const timer = setTimeout(() => controller.abort(new DOMException("The time is over", "TimeoutError")), ms);
  if (caller?.aborted) fire();
  else caller?.addEventListener("abort", fire, { once: true });
  return {
    signal: controller.signal,
    over: () => {
      clearTimeout(timer);
      caller?.removeEventListener("abort", fire);
    },
  };
}
