import "server-only";
import { logLimit } from "../log-limit";
import type { OwnAnswer } from "./ask-server";
import { type KeptPage, keepPage } from "./kept-page";
import { createPageStore, type PageStore } from "./page-store";

/** shown: one of few addresses · asked: one of endlessly many, whose pages must not push out the others. */
export type PageKind = "shown" | "asked";

/** changed: what was made before is shown no more · { subject }: that on which it stands · counted: it may be shown for some moments. */
export type News = "changed" | "counted" | { subject: string };

type Dated = KeptPage & { beganAt: number; counts: number };
/** A page that is being made: what had been heard when it was begun, and of which subjects there were news since. */
type Making = { changed: number; subjects: number; news: Set<string>; result: Promise<KeptPage | OwnAnswer> };
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

type KeeperOptions = {
  mostBytes: number;
  /** What a marked page says in its first tag. */
  mark: string;
  /** What stands on a page, of its address and its text, in the words of the news. */
  subjectsOf: (url: string, html: string) => Iterable<string>;
};

/** Keeps pages of at most `mostBytes` in all, each for as long as what is heard allows. */
export function createPageKeeper({ mostBytes, mark, subjectsOf }: KeeperOptions): PageKeeper {
  const onFull = () => logLimit("kept pages");
  const stores: Record<PageKind, PageStore<Dated>> = {
    shown: createPageStore(mostBytes * (1 - ASKED_SHARE), onFull),
    asked: createPageStore(mostBytes * ASKED_SHARE, onFull),
  };
  const making = new Map<string, Making>();
  const underWay = new Set<Making>();
  /** How often each was heard; `subjects`: of any. */
  const heard = { changed: 0, counted: 0, subjects: 0 };
  const isSince = ({ changed, subjects }: Making) => changed === heard.changed && subjects === heard.subjects;

  const keptAt = (url: string) => {
    const page = stores.shown.get(url) ?? stores.asked.get(url);
    if (!page) return null;
    const age = performance.now() - page.beganAt;
    return age < (page.counts === heard.counted ? LONGEST_MS : COUNTED_MS) ? page : null;
  };

  const make = async (url: string, kind: PageKind, ask: Ask, one: Making) => {
    const { counted: counts } = heard;
    const beganAt = performance.now();
    const answer = await ask(url);
    const page = keepPage(answer, { mark, subjectsOf: (html) => subjectsOf(url, html) });
    if (!page) return answer;
    const dated = Object.assign(page, { beganAt, counts });
    if (one.changed === heard.changed && !page.subjects.some((subject) => one.news.has(subject))) stores[kind].set(url, dated);
    return dated;
  };

  return {
    hear(news) {
      if (typeof news === "object") {
        heard.subjects++;
        for (const one of underWay) one.news.add(news.subject);
        for (const store of Object.values(stores)) store.drop(({ subjects }) => subjects.includes(news.subject));
        return;
      }
      heard[news]++;
      if (news === "changed") for (const store of Object.values(stores)) store.clear();
    },
    keptAt,
    async bring(url, kind, ask) {
      const kept = keptAt(url);
      if (kept) return kept;
      const before = making.get(url);
      if (before && isSince(before)) {
        const shared = await before.result;
        return isKeptPage(shared) ? shared : null;
      }
      const one: Making = { changed: heard.changed, subjects: heard.subjects, news: new Set(), result: Promise.resolve(null as never) };
      one.result = make(url, kind, ask, one);
      making.set(url, one);
      underWay.add(one);
      try {
        return await one.result;
      } finally {
        underWay.delete(one);
        if (making.get(url) === one) making.delete(url);
      }
    },
    weigh() {
      for (const store of Object.values(stores)) store.weigh();
    },
  };
}
