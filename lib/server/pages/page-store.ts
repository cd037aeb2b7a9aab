import "server-only";

export type Stored = { readonly bytes: number };

export type PageStore<Page extends Stored> = {
  get(key: string): Page | undefined;
  set(key: string, page: Page): void;
  /** A page has grown. */
  weigh(): void;
  /** Forgets those of which this is true. */
  drop(isOld: (page: Page) => boolean): void;
  delete(key: string): void;
  clear(): void;
};

/** What a page costs beside its bytes. */
const OVERHEAD = 1024;

/**
 * Keeps pages up to so many bytes in all; those that were asked for longest ago go first. A page of more than a tenth of that is not kept:
 * it would push out too many others.
 */
export function createPageStore<Page extends Stored>(mostBytes: number, onFull: () => void = () => {}): PageStore<Page> {
  const pages = new Map<string, Page>();
  const sizeOf = (page: Page) => page.bytes + OVERHEAD;
  const trim = () => {
    let bytes = 0;
    for (const page of pages.values()) bytes += sizeOf(page);
    for (const [key, page] of pages) {
      if (bytes <= mostBytes) return;
      bytes -= sizeOf(page);
      pages.delete(key);
      onFull();
    }
  };
  return {
    get(key) {
      const page = pages.get(key);
      if (!page) return undefined;
      pages.delete(key);
      pages.set(key, page);
      return page;
    },
    set(key, page) {
      pages.delete(key);
      if (sizeOf(page) > mostBytes / 10) return;
      pages.set(key, page);
      trim();
    },
    weigh: trim,
    drop(isOld) {
      for (const [key, page] of pages) if (isOld(page)) pages.delete(key);
    },
    delete: (key) => void pages.delete(key),
    clear: () => pages.clear(),
  };
}
