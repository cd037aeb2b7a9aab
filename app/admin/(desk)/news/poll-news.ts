import type { News } from "@/lib/shop/overview/read-news";

type Watch = {
  /** What the page that is shown knows. */
  shown: News;
  /** Orders were paid, or sent by somebody else; `isNew`: one was paid that the page did not know. */
  onNews: (news: News, isNew: boolean) => void;
  /** Whether to go on, slowly, while the page is hidden: its owner wants to hear of orders. */
  listensWhenHidden: () => boolean;
};

const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 60_000;
const HIDDEN_PAUSE_MS = 30_000;
const GROWTH = 1.3;
/** An answer that takes longer will not come. */
const GIVE_UP_MS = 15_000;

/**
 * Asks for news, ever more seldom while there is none and while the shop cannot be reached: after 5 s at first, a minute at last. Stops
 * while the page is hidden, unless its owner listens, and for good when nobody is logged in any more.
 * @returns a function that stops it
 */
export function pollNews({ shown, onNews, listensWhenHidden }: Watch): () => void {
  let known = shown;
  let pauseMs = FIRST_PAUSE_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  let round = 0;

  const schedule = (ms: number) => {
    clearTimeout(timer);
    if (!isOver && (!document.hidden || listensWhenHidden())) timer = setTimeout(() => void turn(), ms);
  };
  const turn = async () => {
    const mine = ++round;
    const answer = await ask();
    if (isOver || mine !== round) return;
    if (answer === "gone") {
      isOver = true;
      return;
    }
    const isChanged = answer !== "failed" && (answer.paid !== known.paid || answer.newest !== known.newest);
    pauseMs = isChanged ? FIRST_PAUSE_MS : Math.min(LONGEST_PAUSE_MS, pauseMs * GROWTH);
    if (isChanged) {
      const isNew = answer.newest !== null && (known.newest === null || answer.newest > known.newest);
      known = answer;
      onNews(answer, isNew);
    }
    schedule(document.hidden ? Math.max(pauseMs, HIDDEN_PAUSE_MS) : pauseMs);
  };
  const onVisibility = () => {
    if (!document.hidden) pauseMs = FIRST_PAUSE_MS;
    schedule(document.hidden ? HIDDEN_PAUSE_MS : 0);
  };
  document.addEventListener("visibilitychange", onVisibility);
  schedule(pauseMs);
  return () => {
    isOver = true;
    clearTimeout(timer);
    document.removeEventListener("visibilitychange", onVisibility);
  };
}

async function ask(): Promise<News | "failed" | "gone"> {
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), GIVE_UP_MS);
  try {
    const response = await fetch("/admin/news", { cache: "no-store", redirect: "manual", signal: controller.signal });
    if (response.type === "opaqueredirect") return "gone";
    return response.ok ? await response.json() : "failed";
  } catch {
    return "failed";
  } finally {
    clearTimeout(timer);
  }
}
