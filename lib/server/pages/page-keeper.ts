import "server-only";
import { logLimit } from "../log-limit";
import type { OwnAnswer } from "./ask-server";
import { type KeptPage, keepPage } from "./kept-page";
import { createPageStore, type PageStore } from "./page-store";

/** shown: one of few addresses · asked: one of endlessly many, whose pages must not push out the others. */
export type PageKind = "shown" | "asked";

/** changed: what was made before is shown no more · counted: it may be shown for some moments. */
export type News = "changed" | "counted";

type Dated = KeptPage & { beganAt: number; counts: number };
export type Ask = (url: string) => Promise<OwnAnswer>;

export type PageKeeper = {
  hear(news: News): void;
  /** The page that may be shown now; null: none. */
  keptAt(url: string): KeptPage | null;
  /**
   * The page, made by what `ask` answers unless it is kept; or that answer, where it is none to keep. One at a time makes a page, and whoever
   * comes after a change waits for none that was begun before. An answer that is none to keep may hold a cookie or a nonce and is given
   * once: null for whoever else has waited for it. Rejects as `ask` does.
   */
  bring(url: string, kind: PageKind, ask: Ask): Promise<KeptPage | OwnAnswer | null>;
  /** A kept page has grown. */
  weigh(): void;
};

/** How old a page may be that is shown although numbers on it may have moved, in ms. */
const COUNTED_MS = 500;
/** Made anew after this time in any case, in ms: nothing on these pages is known to depend on the clock. */
const LONGEST_MS = 10 * 60_000;
/** The part of the room that pages take of which there are endlessly many. */
const ASKED_SHARE = 0.25;

/** Whether it is a page to show to many, and not an answer for one. */
export function isKeptPage(brought: KeptPage | OwnAnswer): brought is KeptPage {
  return "make" in brought;
}

/** Keeps pages of at most `mostBytes` in all, each for as long as what is heard allows. `mark` is what a marked page says in its first tag. */
export function createPageKeeper({ mostBytes, mark }: { mostBytes: number; mark: string }): PageKeeper {
  const onFull = () => logLimit("kept pages");
  const stores: Record<PageKind, PageStore<Dated>> = {
    shown: createPageStore(mostBytes * (1 - ASKED_SHARE), onFull),
    asked: createPageStore(mostBytes * ASKED_SHARE, onFull),
  };
  const making = new Map<string, { changes: number; result: Promise<KeptPage | OwnAnswer> }>();
  const heard = { changed: 0, counted: 0 };

  const keptAt = (url: string) => {
    const page = stores.shown.get(url) ?? stores.asked.get(url);
    if (!page) return null;
    const age = performance.now() - page.beganAt;
    return age < (page.counts === heard.counted ? LONGEST_MS : COUNTED_MS) ? page : null;
  };

  const make = async (url: string, kind: PageKind, ask: Ask) => {
    const { changed, counted: counts } = heard;
    const beganAt = performance.now();
    const answer = await ask(url);
    const page = keepPage(answer, mark);
    if (!page) return answer;
    const dated = Object.assign(page, { beganAt, counts });
    if (changed === heard.changed) stores[kind].set(url, dated);
    return dated;
  };

  return {
    hear(news) {
      heard[news]++;
      if (news === "changed") for (const store of Object.values(stores)) store.clear();
    },
    keptAt,
    async bring(url, kind, ask) {
      const kept = keptAt(url);
      if (kept) return kept;
      const underWay = making.get(url);
      if (underWay?.changes === heard.changed) {
        const shared = await underWay.result;
        return isKeptPage(shared) ? shared : null;
      }
      const one = { changes: heard.changed, result: make(url, kind, ask) };
      making.set(url, one);
      try {
        return await one.result;
      } finally {
        if (making.get(url) === one) making.delete(url);
      }
    },
    weigh() {
      for (const store of Object.values(stores)) store.weigh();
    },
  };
}
