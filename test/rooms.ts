/**
 * Who may import whom: the one table. test/rooms.test.ts holds it against every import of the tree and writes it into
 * docs/architecture.md. A file belongs to the room with the longest folder that it lies in. What a room does not list, it may
 * not import; itself it always may. Tests may import anything.
 */
export type Room = {
  /** Other rooms, or single files of them (without their ending). */
  imports: readonly string[];
  /** Packages, and modules of Node.js by their full name; `node:*` stands for all of those. */
  packages: readonly string[];
};

const EMULATOR = "emulator";
const of = (...folders: string[]) => folders.map((folder) => `${EMULATOR}/${folder}`);
/** What a verb of the shop speaks SQL with; `shop` is the Shop itself, money and days. */
const DATA = ["lib/shop", "lib/server", "lib/server/prisma"];
const OWN = ["server-only"];

export const ROOMS: Record<string, Room> = {
  "lib/alipay": { imports: [], packages: ["node:crypto", "node:util", "node:zlib", "saxes"] },
  "lib/language": { imports: [], packages: ["node:async_hooks", "server-only"] },
  "lib/server": {
    imports: ["lib/server/prisma"],
    packages: [
      "@opentelemetry/api",
      "@opentelemetry/exporter-trace-otlp-http",
      "@opentelemetry/resources",
      "@opentelemetry/sdk-trace-base",
      "@prisma/adapter-pg",
      "@prisma/client",
      "next",
      "node:*",
      "pg",
      "pino",
      "prom-client",
      "rate-limiter-flexible",
      "react",
      "server-only",
      "zod",
    ],
  },

  "lib/shop": { imports: ["lib/alipay", "lib/server"], packages: ["pg", ...OWN] },
  "lib/shop/gateway": {
    imports: [...DATA, "lib/alipay", "lib/shop/contracts"],
    packages: ["node:async_hooks", "node:crypto", "node:timers", "node:worker_threads", ...OWN],
  },
  "lib/shop/audit": { imports: DATA, packages: OWN },
  "lib/shop/profile": { imports: [...DATA, "lib/shop/audit", "lib/shop/pictures"], packages: OWN },
  "lib/shop/opening": { imports: [...DATA, "lib/shop/audit"], packages: OWN },
  "lib/shop/due": { imports: DATA, packages: OWN },
  "lib/shop/ledger": { imports: DATA, packages: OWN },
  "lib/shop/alerts/outbox": { imports: [...DATA, "lib/shop/stock/scarce"], packages: OWN },
  "lib/shop/backups": { imports: [...DATA, "lib/shop/alerts/outbox"], packages: ["node:*", ...OWN] },
  "lib/shop/discrepancies": { imports: [...DATA, "lib/shop/alerts/outbox", "lib/shop/audit"], packages: OWN },
  "lib/shop/alerts": {
    imports: [...DATA, "lib/shop/alerts/outbox", "lib/shop/audit", "lib/shop/discrepancies", "lib/shop/due"],
    packages: ["node:crypto", "nodemailer", "zod", ...OWN],
  },
  "lib/shop/word/outbox": { imports: DATA, packages: OWN },
  "lib/shop/word": {
    imports: [...DATA, "lib/shop/alerts", "lib/shop/audit", "lib/shop/due", "lib/shop/parcels", "lib/shop/word/outbox"],
    packages: ["node:crypto", "zod", ...OWN],
  },
  "lib/shop/inbox": { imports: [...DATA, "lib/alipay"], packages: ["node:crypto", "node:worker_threads", ...OWN] },
  "lib/shop/pictures": { imports: DATA, packages: ["aws4fetch", "node:*", "saxes", "sharp", ...OWN] },
  "lib/shop/addresses": { imports: [...DATA, "lib/shop/search"], packages: ["@vant/area-data", "zod", ...OWN] },
  "lib/shop/buyers": { imports: DATA, packages: ["node:crypto", ...OWN] },
  "lib/shop/owners": {
    imports: [...DATA, "lib/shop/audit", "lib/shop/profile"],
    packages: ["@simplewebauthn/server", "@zxcvbn-ts/core", "@zxcvbn-ts/language-common", "node:crypto", "node:net", ...OWN],
  },
  "lib/shop/stock": { imports: [...DATA, "lib/shop/audit"], packages: OWN },
  "lib/shop/freight": { imports: [...DATA, "lib/shop/audit"], packages: ["zod", ...OWN] },
  "lib/shop/search": { imports: [...DATA, "lib/shop/audit"], packages: ["opencc-js", "pinyin-pro", ...OWN] },
  "lib/shop/catalog": {
    imports: [...DATA, "lib/shop/audit", "lib/shop/freight", "lib/shop/search", "lib/shop/stock/scarce"],
    packages: ["node:crypto", ...OWN],
  },
  "lib/shop/poster": {
    imports: ["lib/shop", "lib/server", "lib/shop/catalog", "lib/shop/pictures", "lib/shop/profile"],
    packages: ["harfbuzzjs", "node:*", "qrcode", "sharp", "woff2-encoder", ...OWN],
  },
  "lib/shop/sheets": { imports: ["lib/alipay", "lib/server"], packages: ["node:*", "saxes"] },
  "lib/shop/exchange": {
    imports: [...DATA, "lib/shop/audit", "lib/shop/catalog", "lib/shop/freight", "lib/shop/sheets"],
    packages: ["node:crypto", ...OWN],
  },
  "lib/shop/demo-goods": { imports: [...DATA, "lib/shop/audit", "lib/shop/catalog", "lib/shop/opening", "prisma"], packages: OWN },
  "lib/shop/first-steps": {
    imports: [
      ...[...DATA, "lib/alipay", "lib/shop/audit", "lib/shop/catalog", "lib/shop/demo-goods", "lib/shop/opening"],
      "lib/shop/profile",
    ],
    packages: OWN,
  },
  "lib/shop/promotions": { imports: [...DATA, "lib/shop/audit"], packages: ["zod", ...OWN] },
  "lib/shop/cart": { imports: [...DATA, "lib/shop/catalog"], packages: OWN },
  "lib/shop/parcels": { imports: [], packages: [] },
  "lib/shop/orders": {
    imports: [
      ...[...DATA, "lib/shop/addresses", "lib/shop/audit", "lib/shop/catalog", "lib/shop/discrepancies"],
      ...["lib/shop/freight", "lib/shop/opening", "lib/shop/parcels", "lib/shop/promotions", "lib/shop/search"],
      ...["lib/shop/stock", "lib/shop/word/outbox"],
    ],
    packages: ["node:crypto", ...OWN],
  },
  "lib/shop/dispatch": {
    imports: [
      ...[...DATA, "lib/shop/audit", "lib/shop/discrepancies", "lib/shop/orders", "lib/shop/parcels", "lib/shop/promotions"],
      "lib/shop/sheets",
    ],
    packages: ["node:crypto", "node:timers", ...OWN],
  },
  "lib/shop/checkout": {
    imports: [
      ...[...DATA, "lib/shop/addresses", "lib/shop/buyers", "lib/shop/cart", "lib/shop/catalog", "lib/shop/contracts"],
      ...["lib/shop/freight", "lib/shop/orders", "lib/shop/payments", "lib/shop/profile", "lib/shop/promotions", "lib/shop/word"],
    ],
    packages: OWN,
  },
  "lib/shop/payments": {
    imports: [
      ...[...DATA, "lib/alipay", "lib/shop/contracts", "lib/shop/due", "lib/shop/discrepancies", "lib/shop/inbox"],
      ...["lib/shop/alerts/outbox", "lib/shop/ledger", "lib/shop/profile", "lib/shop/promotions", "lib/shop/stock", "lib/shop/orders"],
      "lib/shop/word/outbox",
    ],
    packages: OWN,
  },
  "lib/shop/refunds": {
    imports: [
      ...[...DATA, "lib/alipay", "lib/shop/audit", "lib/shop/due", "lib/shop/discrepancies", "lib/shop/inbox"],
      ...["lib/shop/alerts/outbox", "lib/shop/ledger", "lib/shop/stock", "lib/shop/orders", "lib/shop/payments", "lib/shop/pictures"],
      ...["lib/shop/catalog/price-history", "lib/shop/word/outbox"],
    ],
    packages: ["node:crypto", ...OWN],
  },
  "lib/shop/reports": {
    imports: [
      ...[...DATA, "lib/alipay", "lib/shop/due", "lib/shop/discrepancies"],
      ...["lib/shop/orders", "lib/shop/payments", "lib/shop/refunds"],
    ],
    packages: ["node:crypto", ...OWN],
  },
  "lib/shop/contracts": {
    imports: [...DATA, "lib/alipay", "lib/shop/alerts/outbox", "lib/shop/discrepancies"],
    packages: OWN,
  },
  "lib/shop/privacy": { imports: [...DATA, "lib/shop/audit", "lib/shop/orders"], packages: OWN },
  "lib/shop/invariants": {
    imports: [...DATA, "lib/shop/alerts", "lib/shop/due", "lib/shop/discrepancies", "lib/shop/orders"],
    packages: OWN,
  },
  "lib/shop/books": { imports: [...DATA, "lib/shop/alerts", "lib/shop/stock/scarce"], packages: OWN },
  "lib/shop/customers": { imports: [...DATA, "lib/shop/orders"], packages: OWN },
  "lib/shop/overview": { imports: [...DATA, "lib/shop/books"], packages: OWN },
  "lib/shop/assembly": {
    imports: [
      ...[...DATA, "lib/alipay", "lib/shop/exchange", "lib/shop/orders", "lib/shop/owners"],
      ...["lib/shop/payments", "lib/shop/refunds", "lib/shop/reports", "lib/shop/invariants"],
      ...["lib/shop/alerts", "lib/shop/contracts", "lib/shop/due", "lib/shop/gateway", "lib/shop/pictures", "lib/shop/search"],
      ...["lib/shop/backups", "lib/shop/buyers", "lib/shop/catalog", "lib/shop/dispatch", "lib/shop/opening", "lib/shop/promotions"],
      "lib/shop/word",
    ],
    packages: ["node:*", "pg", ...OWN],
  },

  components: {
    imports: ["lib/language", "lib/shop/money", "lib/shop/catalog/product", "lib/shop/catalog/list-price", "lib/shop/pictures/picture"],
    packages: ["next", "react", "react-dom"],
  },
  app: {
    imports: [
      ...[
        "components",
        "lib/language",
        "lib/server",
        "lib/shop",
        "lib/shop/assembly",
        "lib/shop/buyers",
        "lib/shop/catalog/list-addresses",
        "lib/shop/opening",
        "lib/shop/orders",
      ],
      ...["lib/shop/pictures", "lib/shop/profile", "lib/shop/promotions"],
    ],
    packages: ["next", "qrcode", "react", "server-only", "zod"],
  },
  "app/(shop)": {
    imports: [
      ...[
        "app",
        "app/admin/member",
        "components",
        "lib/language",
        "lib/server",
        "lib/shop",
        "lib/shop/assembly",
        "lib/shop/addresses",
        "lib/shop/buyers",
        "lib/shop/cart",
        "lib/shop/catalog",
        "lib/shop/freight",
      ],
      ...["lib/shop/checkout", "lib/shop/contracts", "lib/shop/gateway", "lib/shop/orders", "lib/shop/payments", "lib/shop/pictures"],
      ...["lib/shop/opening", "lib/shop/parcels", "lib/shop/poster", "lib/shop/profile", "lib/shop/promotions", "lib/shop/refunds"],
      ...["lib/shop/word", "lib/shop/word/outbox"],
    ],
    packages: ["next", "react", "server-only", "zod"],
  },
  "app/admin": {
    imports: [
      ...[
        "app",
        "components",
        "lib/server",
        "lib/shop",
        "lib/shop/alerts",
        "lib/shop/alerts/outbox",
        "lib/shop/assembly",
        "lib/shop/audit",
        "lib/shop/books",
        "lib/shop/catalog",
        "lib/shop/customers",
        "lib/shop/discrepancies",
        "lib/shop/exchange",
        "lib/shop/freight",
        "lib/shop/gateway",
      ],
      ...[
        "lib/shop/demo-goods",
        "lib/shop/dispatch",
        "lib/shop/first-steps",
        "lib/shop/backups",
        "lib/shop/inbox",
        "lib/shop/invariants",
        "lib/shop/opening",
        "lib/shop/orders",
        "lib/shop/overview",
        "lib/shop/owners",
        "lib/shop/parcels",
        "lib/shop/payments",
        "lib/shop/pictures",
        "lib/shop/sheets",
      ],
      ...["lib/shop/contracts", "lib/shop/privacy", "lib/shop/profile", "lib/shop/refunds", "lib/shop/reports", "lib/shop/search"],
      ...["lib/shop/addresses", "lib/shop/promotions", "lib/shop/stock", "lib/shop/word", "lib/shop/word/outbox"],
    ],
    packages: ["@simplewebauthn/browser", "next", "react", "server-only", "zod"],
  },
  "app/api": {
    imports: [
      "app/(shop)/province-text",
      ...["app", "lib/server", "lib/shop/metrics", "lib/shop/assembly", "lib/shop/addresses", "lib/shop/buyers", "lib/shop/gateway"],
      ...["lib/shop/inbox", "lib/shop/orders", "lib/shop/payments", "lib/shop/refunds", "lib/shop/pictures/picture"],
      "app/admin/upload/read-upload",
    ],
    packages: ["next", "node:http", "server-only"],
  },
  "app/media": { imports: ["lib/shop", "lib/shop/assembly", "lib/shop/pictures"], packages: [] },

  [`${EMULATOR}/plumbing`]: { imports: [], packages: ["node:fs", "node:path"] },
  [`${EMULATOR}/http`]: { imports: ["lib/alipay"], packages: [] },
  [`${EMULATOR}/ledger`]: { imports: of("plumbing"), packages: ["node:fs", "node:util"] },
  [`${EMULATOR}/contract`]: { imports: ["lib/alipay", ...of("plumbing")], packages: ["node:crypto", "node:fs", "node:path"] },
  [`${EMULATOR}/world`]: { imports: ["lib/alipay", ...of("contract", "ledger", "plumbing")], packages: ["node:crypto"] },
  [`${EMULATOR}/faults`]: { imports: of("ledger", "world"), packages: [] },
  [`${EMULATOR}/trades`]: { imports: ["lib/alipay", ...of("faults", "ledger", "plumbing", "world")], packages: [] },
  [`${EMULATOR}/reporting`]: { imports: ["lib/alipay", ...of("faults", "ledger", "trades", "world")], packages: [] },
  [`${EMULATOR}/cashier`]: {
    imports: ["lib/alipay", ...of("faults", "http", "ledger", "reporting", "trades", "world")],
    packages: ["node:crypto"],
  },
  [`${EMULATOR}/notify`]: { imports: ["lib/alipay", ...of("faults", "ledger", "reporting", "trades", "world")], packages: [] },
  [`${EMULATOR}/bill`]: { imports: ["lib/alipay", ...of("faults", "ledger", "plumbing", "trades", "world")], packages: ["node:crypto"] },
  [`${EMULATOR}/seller`]: { imports: ["lib/alipay", ...of("cashier", "faults", "http", "ledger", "trades", "world")], packages: [] },
  [`${EMULATOR}/service`]: { imports: ["lib/alipay", ...of("cashier", "faults", "http", "trades", "world")], packages: [] },
  [`${EMULATOR}/mapi`]: {
    imports: ["lib/alipay", ...of("cashier", "faults", "http", "ledger", "plumbing", "reporting", "trades", "world")],
    packages: [],
  },
  [`${EMULATOR}/openapi`]: {
    imports: ["lib/alipay", ...of("bill", "cashier", "faults", "http", "ledger", "reporting", "trades", "world")],
    packages: [],
  },
  [`${EMULATOR}/control`]: {
    imports: ["lib/alipay", ...of("bill", "ledger", "notify", "plumbing", "trades", "world")],
    packages: ["zod"],
  },
  [`${EMULATOR}/server`]: { imports: of("control", "faults"), packages: ["node:http"] },
  [EMULATOR]: {
    imports: [
      ...["lib/alipay", ...of("bill", "cashier", "contract", "control", "ledger", "mapi", "notify", "openapi", "plumbing")],
      ...of("seller", "server", "service", "trades", "world"),
    ],
    packages: ["node:*"],
  },
  [`${EMULATOR}/clients`]: { imports: [EMULATOR, ...of("contract", "ledger", "server", "testing")], packages: ["node:*"] },
  [`${EMULATOR}/testing`]: { imports: ["lib/alipay", EMULATOR, ...of("contract", "ledger")], packages: ["node:crypto"] },

  "scripts/bootstrap": { imports: [], packages: ["node:*", "tsx"] },
  "scripts/process": { imports: [], packages: ["node:*"] },
  "scripts/postgres": { imports: ["lib/server", "scripts/bootstrap", "scripts/process"], packages: ["get-port", "node:*", "pg"] },
  "scripts/db": {
    imports: ["lib/server", "scripts/bootstrap", "scripts/process"],
    packages: ["@prisma/adapter-pg", "@prisma/driver-adapter-utils", "@prisma/schema-engine-wasm", "node:*", "pg"],
  },
  "scripts/stack": {
    imports: [
      ...["lib/server", "lib/shop/assembly", "lib/shop/backups/backup", "lib/shop/day"],
      ...["scripts/bootstrap", "scripts/db", "scripts/postgres", "scripts/process"],
    ],
    packages: ["esbuild", "node:*", "pg", "qrcode", "tinyexec"],
  },
  "scripts/beside": {
    imports: ["lib/server", "lib/shop", "lib/shop/assembly", "scripts/postgres", "scripts/process", "scripts/stack"],
    packages: ["node:*"],
  },
  "scripts/invariants": { imports: ["lib/shop", "lib/shop/invariants", "scripts/beside"], packages: [] },
  "scripts/owner": {
    imports: ["lib/server", "lib/shop", "lib/shop/owners", "scripts/beside", "scripts/process"],
    packages: ["node:stream"],
  },
  container: { imports: [], packages: ["node:fs"] },
  "scripts/container": { imports: ["lib/server", "scripts/postgres", "scripts/process", "scripts/stack"], packages: ["node:crypto"] },
  "scripts/container/trial": {
    imports: ["bench/orders", "scripts/bootstrap", "scripts/process", "scripts/stack", "scripts/trials"],
    packages: ["node:*", "pg"],
  },
  "scripts/backup": {
    imports: [
      "lib/server",
      "lib/shop",
      "lib/shop/assembly",
      "lib/shop/backups",
      "lib/shop/pictures",
      "lib/shop/reports",
      "scripts/beside",
      "scripts/bootstrap",
      "scripts/db",
      "scripts/postgres",
      "scripts/process",
      "scripts/stack",
    ],
    packages: ["node:*", "pg", "pg-copy-streams", "zod"],
  },
  "scripts/pictures": {
    imports: ["lib/server", "lib/shop", "lib/shop/assembly", "lib/shop/pictures", "scripts/beside", "scripts/process"],
    packages: [],
  },
  "scripts/reconcile": { imports: ["lib/server", "lib/shop", "lib/shop/reports", "scripts/beside"], packages: [] },
  "scripts/failover": {
    imports: [
      ...["bench", "lib/shop/reports", "scripts/beside", "scripts/bootstrap", "scripts/postgres", "scripts/process", "scripts/stack"],
      "scripts/runs",
    ],
    packages: ["get-port", "node:*"],
  },
  "scripts/test": {
    imports: ["scripts/bootstrap", "scripts/process", "scripts/runs", "scripts/stack"],
    packages: ["node:*", "playwright"],
  },
  "scripts/mutants": {
    imports: ["scripts/bootstrap", "scripts/postgres", "scripts/process", "scripts/stack", "scripts/test"],
    packages: ["node:*"],
  },
  "scripts/trials": {
    imports: ["bench/orders", "scripts/bootstrap", "scripts/postgres", "scripts/process", "scripts/stack"],
    packages: ["get-port", "node:*", "pg"],
  },
  "scripts/runs": { imports: ["scripts/bootstrap"], packages: ["node:*"] },
  "scripts/chaos": {
    imports: [
      ...["scripts/bootstrap", "scripts/db", "scripts/postgres", "scripts/process", "scripts/runs", "scripts/stack", "scripts/trials"],
    ],
    packages: ["node:*", "pg"],
  },
  "scripts/soak": {
    imports: ["bench/orders", "scripts/bootstrap", "scripts/process", "scripts/runs", "scripts/trials"],
    packages: ["node:*"],
  },
  "scripts/flood": { imports: ["bench/orders", "scripts/runs", "scripts/trials"], packages: ["node:*"] },
  "scripts/fuzz": {
    imports: ["bench", "lib/alipay", "scripts/bootstrap", "scripts/process", "scripts/runs"],
    packages: ["node:*", "pg"],
  },
  "scripts/fuzz/parsers": { imports: ["lib/alipay", "lib/server", "scripts/bootstrap", "scripts/fuzz"], packages: ["node:*"] },
  scripts: {
    imports: [
      ...["lib/alipay", "lib/shop/catalog/category-icon", "scripts/beside", "scripts/bootstrap", "scripts/process"],
      ...[
        "scripts/backup",
        "scripts/failover",
        "scripts/chaos",
        "scripts/flood",
        "scripts/fuzz",
        "scripts/fuzz/parsers",
        "scripts/invariants",
        "scripts/mutants",
        "scripts/owner",
        "scripts/pictures",
        "scripts/reconcile",
        "scripts/soak",
        "scripts/stack",
        "scripts/test",
      ],
    ],
    packages: ["node:*", "sharp"],
  },
  "bench/figures": { imports: [], packages: ["node:*"] },
  "bench/million": {
    imports: [
      ...[
        "bench/figures",
        "lib/server",
        "lib/shop",
        "lib/shop/audit",
        "lib/shop/books",
        "lib/shop/customers",
        "lib/shop/discrepancies",
        "lib/shop/inbox",
        "lib/shop/orders",
      ],
      "lib/shop/overview",
      ...["lib/shop/reports", "scripts/bootstrap", "scripts/db", "scripts/postgres", "scripts/process"],
    ],
    packages: ["node:path", "pg"],
  },
  "bench/rsa": {
    imports: ["bench/figures", "lib/alipay", "lib/server", "lib/shop/gateway"],
    packages: ["node:*", "tsx"],
  },
  bench: {
    imports: ["bench/figures", "bench/million/databases", "scripts/bootstrap", "scripts/process", "scripts/stack", "scripts/test"],
    packages: ["autocannon", "get-port", "node:*", "pg", "playwright"],
  },
  e2e: {
    imports: ["scripts/db", "scripts/postgres", "scripts/process", "scripts/stack"],
    packages: ["@axe-core/playwright", "get-port", "node:*", "playwright", "postcss"],
  },
  prisma: { imports: ["lib/server", "lib/server/prisma", "lib/shop/catalog/product"], packages: ["server-only"] },
};
