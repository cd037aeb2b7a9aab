import { canLoad } from "./can-load";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

type Refreshing = {
  refresh: () => void;
  /** The shop is not reached, or not well; another try follows. */
  onFailure: () => void;
};

/**
 * Refreshes a page as soon as the shop can be reached. Next's own refresh leaves the page when it fails, and a browser without a
 * network then shows its error page in the place of what was there and had been typed. Tries again after 2, 4, 8 … 30 s, and at
 * once when the network is back.
 * @returns a function that gives up
 */
export function refreshWhenReachable({ refresh, onFailure }: Refreshing): () => void {
  let isOver = false;
  let wake = () => {};
  const onOnline = () => wake();
  window.addEventListener("online", onOnline);
  const stop = () => {
    isOver = true;
    wake();
    window.removeEventListener("online", onOnline);
  };
  const run = async () => {
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
      const isReachable = await canLoad();
      if (isOver) return;
      if (isReachable) break;
      onFailure();
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pauseMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
      if (isOver) return;
    }
    stop();
    refresh();
  };
  void run();
  return stop;
}
