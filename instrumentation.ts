import type { LongForms } from "./lib/server/refuse-long-forms";
import type { Around } from "./lib/server/take-turns";

/** Next calls this once when a server starts, before it takes requests. */
export async function register(): Promise<void> {
  // biome-ignore lint/style/noProcessEnv: Next replaces this very expression, which keeps Node.js code out of other runtimes.
  if (process.env.NEXT_RUNTIME === "nodejs") {
    const { boot } = await import("./lib/shop/assembly/boot");
    await boot();
    const { answerOutdatedForms } = await import("./lib/server/answer-outdated-forms");
    const { outdatedPage } = await import("./app/outdated-page");
    answerOutdatedForms(outdatedPage);
    const { takeTurns } = await import("./lib/server/take-turns");
    const { getShop } = await import("./lib/shop/assembly/get-shop");
    const { appText } = await import("./app/text");
    const { openPublicPages } = await import("./lib/shop/assembly/open-public-pages");
    const { KNOWN_BUYER } = await import("./components/known-buyer");
    const { publicPageKind } = await import("./app/(shop)/public-page-kind");
    const { SAID } = await import("./components/said");
    const { mostBytes } = await import("./app/most-bytes");
    const { languageOfRequest } = await import("./app/request-language");
    const { inLanguage, languageOf } = await import("./lib/language/language");
    const { answerDirectly } = await import("./lib/server/answer-directly");
    const { API_HEADERS, DIRECT_ROUTES } = await import("./app/api/direct-routes");
    const { mayHaveSession } = await import("./lib/shop/owners/sessions/session");
    const { requests, trustedProxyHops } = getShop().config;
    const { atOnce: requestsAtOnce, waitingPerAddress } = requests;
    const pagesOf = openPublicPages({ kindOf: publicPageKind, languageOf, knownBuyer: KNOWN_BUYER });
    const longForms: LongForms = {
      mostBytes: ({ url = "/", headers }) => mostBytes(url, mayHaveSession(getShop(), headers.cookie)),
      tooLong: ({ headers }) => (headers["next-action"] === undefined ? "" : SAID) + appText.tooBig,
    };
    const { keepingQuery } = await import("./lib/server/query-as-sent");
    const around: Around = (request, work) => inLanguage(languageOfRequest(request), () => keepingQuery(request, work));
    // In development a route that has changed is loaded anew, which this would not see.
    // biome-ignore lint/style/noProcessEnv: a constant of the build.
    const direct = process.env.NODE_ENV === "development" ? null : answerDirectly(DIRECT_ROUTES, API_HEADERS);
    takeTurns({ requestsAtOnce, waitingPerAddress, trustedProxyHops, busy: () => appText.busy, pagesOf, longForms, direct, around });
  }
}
