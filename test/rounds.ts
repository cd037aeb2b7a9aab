import { setTimeout as wait } from "node:timers/promises";

/** How a worker's loops rest in a test: hardly at all, and whoever waits for something looks again after each round of any of them. */
export function rounds() {
  let rested: () => void = () => {};
  let next = new Promise<void>((resolve) => {
    rested = resolve;
  });
  return {
    async pause(): Promise<void> {
      rested();
      next = new Promise((resolve) => {
        rested = resolve;
      });
      await wait(20);
    },
    /** Waits until what is said holds, however many rounds it takes. */
    async until(holds: () => boolean | Promise<boolean>): Promise<void> {
      while (!(await holds())) await next;
    },
  };
}
