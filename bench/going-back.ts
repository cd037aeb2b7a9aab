// Whether a browser brings a list back as it was left, scrolled, when somebody goes back to it from a product: Chromium and WebKit, by the
// goods' own link, and from a document that was loaded anew, as from another site or after a payment.
import { setTimeout as pause } from "node:timers/promises";
import { chromium, devices } from "playwright";
import { chromiumPath } from "../scripts/test/chromium";
import type { Measured } from "./figures/measured";
import { RUNS } from "./figures/size";
import type { Bench } from "./run-bench";
import { openWebKit } from "./webkit";

/** A page in some browser. */
type Browser = {
  name: string;
  goTo: (url: string) => Promise<unknown>;
  run: <Value>(script: string) => Promise<Value>;
  close: () => Promise<unknown>;
};
type Back = { isAsLeft: boolean; isPersisted: boolean; from: number; to: number };
type Row = { browser: string; way: string; backs: Back[] };

const LIST = "/categories/tea";
const PRODUCT = "/products/";
const WAYS = {
  "by its link": `document.querySelector('main a[href^="${PRODUCT}"]').click(); return true`,
  "as a new document": `location.assign(document.querySelector('main a[href^="${PRODUCT}"]').href); return true`,
};
const LONGEST_MS = 15_000;

/** In each browser that there is. */
export async function measureGoingBack({ stack, progress, folder }: Bench): Promise<Measured> {
  await stack.startShop({ LOG_LEVEL: "error" });
  const rows: Row[] = [];
  const missing: string[] = [];
  const browsers = [
    ["Chromium", openChromium],
    ["WebKit", () => openAsWebKit({ progress, dataDir: folder })],
  ] as const;
  for (const [name, open] of browsers) {
    const browser = await open();
    if (!browser) missing.push(name);
    else rows.push(...(await progress.step(`going back in ${name}`, () => ofBrowser(browser, stack.shopUrl), { isLong: true })));
  }
  await stack.stopShop();
  return reportOf(rows, missing);
}

async function ofBrowser(browser: Browser, shopUrl: string): Promise<Row[]> {
  const rows: Row[] = [];
  try {
    for (const [way, leave] of Object.entries(WAYS)) {
      const backs: Back[] = [];
      for (let run = 0; run < RUNS; run++) backs.push(await goAndComeBack(browser, `${shopUrl}${LIST}`, leave));
      rows.push({ browser: browser.name, way, backs });
    }
  } finally {
    await browser.close();
  }
  return rows;
}

async function goAndComeBack(browser: Browser, list: string, leave: string): Promise<Back> {
  await browser.goTo(list);
  await until(browser, "return document.readyState === 'complete'");
  await pause(500); // it takes over from the server's HTML
  const from = await browser.run<number>(`
    window.wasLeft = true;
    window.addEventListener("pageshow", ({ persisted }) => { window.wasPersisted = persisted; });
    window.scrollTo(0, 150);
    return window.scrollY`);
  await pause(300);
  await browser.run(leave);
  await until(browser, `return location.pathname.startsWith("${PRODUCT}") && document.readyState === "complete"`);
  await pause(500);
  await browser.run("history.back(); return true");
  await until(browser, `return location.pathname === "${LIST}" && document.readyState === "complete"`);
  await pause(500);
  const now = await browser.run<[boolean, boolean, number]>(
    "return [Boolean(window.wasLeft), Boolean(window.wasPersisted), window.scrollY]",
  );
  return { isAsLeft: now[0], isPersisted: now[1], from, to: now[2] };
}

async function until(browser: Browser, script: string): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  // Between two documents there is none to ask.
  while (!(await browser.run<boolean>(script).catch(() => false))) {
    if (performance.now() > end) throw new Error(`${browser.name}: not in time: ${script}`);
    await pause(50);
  }
}

async function openChromium(): Promise<Browser> {
  const args = [...(process.getuid?.() === 0 ? ["--no-sandbox"] : []), "--disable-gpu"];
  // Playwright switches off what this is about.
  const browser = await chromium.launch({ executablePath: chromiumPath(), args, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  const context = await browser.newContext({ ...devices["Pixel 7"], viewport: SCREEN, locale: "zh-CN" });
  const page = await context.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    goTo: (url) => page.goto(url),
    run: <Value>(script: string) => page.evaluate(`(() => { ${script} })()`) as Promise<Value>,
    close: () => browser.close(),
  };
}

/** Low, so that a list of few goods can be scrolled. */
const SCREEN = { width: 412, height: 500 };

async function openAsWebKit(options: { progress: Bench["progress"]; dataDir: string }): Promise<Browser | null> {
  const webKit = await openWebKit(options);
  return webKit && { name: `WebKitGTK ${webKit.version}`, ...webKit };
}

function reportOf(rows: Row[], missing: string[]): Measured {
  const count = (backs: Back[], is: (back: Back) => boolean) => `${backs.filter(is).length} of ${backs.length}`;
  const isKept = ({ from, to }: Back) => from > 0 && from === to;
  const table = [
    "| browser | to the product | as it was left | from the back/forward cache | scrolled as it was |",
    "|---|---|---|---|---|",
    ...rows.map(
      ({ browser, way, backs }) =>
        `| ${browser} | ${way} | ${count(backs, ({ isAsLeft }) => isAsLeft)} | ${count(backs, ({ isPersisted }) => isPersisted)} | ${count(backs, isKept)} |`,
    ),
    ...(missing.length > 0 ? ["", `Not looked at here: ${missing.join(", ")}.`] : []),
  ].join("\n");
  const documents = rows.filter(({ way }) => way === "as a new document");
  const aims = documents.map(({ browser, backs }) => ({
    what: `back to a list, ${browser}`,
    aim: "from bfcache, scroll kept",
    measured: count(backs, (back) => back.isPersisted && isKept(back)),
    isMet: backs.every((back) => back.isPersisted && isKept(back)),
  }));
  const unknown = missing.map((name) => ({
    what: `back to a list, ${name}`,
    aim: "from bfcache, scroll kept",
    measured: "not looked at",
    isMet: null,
  }));
  return { table, aims: [...aims, ...unknown] };
}
