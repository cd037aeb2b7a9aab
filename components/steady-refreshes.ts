import { canLoad } from "./can-load";

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 30_000;

export type RefreshWatcher = {
  /** A refresh did not get through; it goes on trying. */
  onFailure: () => void;
  /** It got through. */
  onSuccess: () => void;
};

const watchers = new Set<RefreshWatcher>();

/**
 * Makes refreshes of the page that is shown steady. Next leaves the page for the browser's error page when the answer to a refresh
 * is lost, broken off or a 5xx, even if the shop could be reached a moment before. While anybody watches, such an answer is
 * kept from Next: the refresh is sent again after 2, 4, 8 … 30 s, or at once when the network is back, until one comes whole.
 * @returns a function that ends the watch
 */
export function steadyRefreshes(watcher: RefreshWatcher): () => void {
  if (watchers.size === 0) guardFetch();
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

let isGuarded = false;

function guardFetch(): void {
  if (isGuarded) return;
  isGuarded = true;
  const plain = window.fetch;
  window.fetch = (input, init) => {
    const send = () => plain.call(window, input, init);
    return isRefresh(input, init) ? untilWhole(send) : send();
  };
}

/** What Next asks for when this page is refreshed: its own address, as a payload, and not beforehand. */
function isRefresh(input: RequestInfo | URL, { method = "GET", headers, signal }: RequestInit = {}): boolean {
  if (watchers.size === 0 || method !== "GET" || signal) return false;
  const sent = new Headers(headers);
  const asked = new URL(input instanceof Request ? input.url : input, location.href);
  asked.searchParams.delete("_rsc"); // Next's own, against caches
  const { pathname, search } = new URL(location.href);
  return asked.pathname === pathname && asked.search === search && sent.has("rsc") && !sent.has("next-router-prefetch");
}

async function untilWhole(send: () => Promise<Response>): Promise<Response> {
  const page = location.pathname;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs)) {
    const response = await whole(send);
    // On another page by now: nobody waits for this one, and Next must not hear that it failed.
    if (location.pathname !== page) return new Promise(() => {});
    if (response) {
      for (const { onSuccess } of watchers) onSuccess();
      return response;
    }
    for (const { onFailure } of watchers) onFailure();
    do await onlineOrAfter(pauseMs);
    while (!(await canLoad()) && location.pathname === page);
  }
}

/** An answer with all of its body, or null; a refusal that is meant (404, a redirect to a login) is an answer. */
async function whole(send: () => Promise<Response>): Promise<Response | null> {
  try {
    const response = await send();
    if (response.status >= 500 || response.status === 429) return null;
    await response.clone().arrayBuffer();
    return response;
  } catch {
    return null;
  }
}

function onlineOrAfter(ms: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    window.addEventListener("online", done);
  });
}
