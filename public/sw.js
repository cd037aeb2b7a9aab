// What stands between the shop's pages and the network: nothing, until there is none. Then the page that app/offline makes.
// It answers only for whole pages that are asked for, so that no form, no notice of Alipay's and no return from the cashier passes here.

const CACHE = "offline-1";
const OFFLINE = "/offline";
const NOT_OURS = /^\/(?:admin|api)(?:\/|$)/;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.add(new Request(OFFLINE, { cache: "reload" })))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const { navigationPreload } = self.registration;
  event.waitUntil(
    Promise.all([
      // A page must not wait until this script has started.
      navigationPreload?.enable(),
      caches.keys().then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name)))),
    ]),
  );
});

self.addEventListener("fetch", (event) => {
  const { mode, method, url } = event.request;
  if (mode !== "navigate" || method !== "GET" || NOT_OURS.test(new URL(url).pathname)) return;
  event.respondWith(answer(event));
});

async function answer(event) {
  try {
    return (await event.preloadResponse) ?? (await fetch(event.request));
  } catch (error) {
    const page = await caches.match(OFFLINE);
    if (page) return page;
    throw error;
  }
}
