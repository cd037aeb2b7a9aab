/** What proxy.ts leaves out. */
const NO_DOCUMENTS = [
  "/api/:path*",
  "/_next/:path*",
  "/images/:path*",
  "/areas/:path*",
  "/media/:path*",
  "/icon.png",
  "/favicon.ico",
  "/manifest.webmanifest",
  "/no-script.css",
  "/admin/products/:id/pictures",
  "/admin/products/import",
  "/admin/orders/shipments/import",
  "/admin/categories/:id/icon",
  "/admin/settings/pictures/:place",
];

const { SHOP_URL = "", BUILD_STANDALONE } = process.env;

/** @type {import("next").NextConfig} */
const config = {
  // For the image alone (container/Containerfile): `next start`, which npm start runs, cannot serve such a build.
  ...(BUILD_STANDALONE === "1" && { output: "standalone" }),
  poweredByHeader: false,
  reactStrictMode: true,
  typedRoutes: true,
  // Next trusts only localhost in development, and a page at another address stays dead: `npm run dev` prints SHOP_URL's.
  allowedDevOrigins: ["127.0.0.1", ...(URL.canParse(SHOP_URL) ? [new URL(SHOP_URL).hostname] : [])],
  // Pictures are made in their sizes beforehand (public/, uploads): no optimiser endpoint, no attack surface.
  images: { unoptimized: true },
  // harfbuzzjs reads its program from beside itself.
  serverExternalPackages: ["harfbuzzjs", "pino", "pg", "prom-client", "sharp"],
  // The second is how much of a body Next keeps for proxy.ts, of whatever gets there: 10 MB unless it is told.
  // The third lets a page of the back office answer 403 (app/admin/member.ts).
  // The fourth: Next would load all hundred pages, the back office's too, before it answers its first request. That is a third of the processor's
  // time of a start, for which buyers and Alipay's notices wait; a page is loaded when somebody first wants it instead.
  experimental: {
    serverActions: { bodySizeLimit: "64kb" },
    proxyClientMaxBodySize: "64kb",
    authInterrupts: true,
    preloadEntriesOnStart: false,
  },
  async headers() {
    const common = [
      { key: "X-Content-Type-Options", value: "nosniff" },
      { key: "Referrer-Policy", value: "same-origin" },
      { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
      { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
      { key: "Strict-Transport-Security", value: "max-age=31536000" }, // heeded over https only
    ];
    return [
      { source: "/:path*", headers: common },
      // Pages have a policy of their own (proxy.ts); nothing else is a document, and a browser that takes it for one runs nothing.
      ...NO_DOCUMENTS.map((source) => ({
        source,
        headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
      })),
      // It keeps one page, and asks the shop for it.
      { source: "/sw.js", headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; connect-src 'self'" }] },
      { source: "/manifest.webmanifest", headers: [{ key: "Vary", value: "Accept-Language" }] },
      { source: "/orders/:path*", headers: [{ key: "X-Robots-Tag", value: "noindex, nofollow" }] },
      // Here an owner reads labels with the camera; a later entry takes the place of the one for all.
      {
        source: "/admin/ship",
        headers: [{ key: "Permissions-Policy", value: "camera=(self), microphone=(), geolocation=(), payment=()" }],
      },
      // The address of an order's link goes into nobody's log, not even as the Referer of our own files.
      { source: "/orders/:no/:token+", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
      // Nor does that of an invitation.
      { source: "/admin/join/:token", headers: [{ key: "Referrer-Policy", value: "strict-origin" }] },
      { source: "/images/:path*", headers: [{ key: "Cache-Control", value: "public, max-age=2592000, stale-while-revalidate=86400" }] },
    ];
  },
};

export default config;
