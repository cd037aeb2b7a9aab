import { randomBytes } from "node:crypto";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { loadContract } from "./contract/contract-file";
import { createEmulator, type Emulator } from "./emulator";
import { fileStore } from "./ledger/file-store";
import { serve } from "./server/serve";

const DELIVER_EVERY_MS = 100;

const host = process.env.EMULATOR_HOST || "127.0.0.1";
const port = Number(process.env.EMULATOR_PORT || 4000);
const folder = path.resolve(process.env.DATA_DIR || ".data", "emulator");

function fail(sentence: string): never {
  console.error(`Emulator: ${sentence}`);
  process.exit(1);
}

function describe(error: unknown): string {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  if (code === "EADDRINUSE") return `port ${port} is taken; stop what listens there, or set EMULATOR_PORT to another one.`;
  if (code === "EACCES") return `port ${port} or the folder ${folder} is not allowed to this user.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return `EMULATOR_HOST ${host} is no address of this machine.`;
  return String(error);
}

if (!Number.isInteger(port) || port < 0 || port > 65_535) fail(`EMULATOR_PORT must be a port number from 0 to 65535.`);

// The port is taken before the ledger is touched: of two emulators with one folder, the second stops here.
let begin: (emulator: Emulator) => void = () => undefined;
const ready = new Promise<Emulator>((resolve) => {
  begin = resolve;
});
const server = serve(
  async (request) => {
    const answer = await (await ready).handle(request);
    // What the request made due is not left until the next look.
    setImmediate(deliverDue);
    return answer;
  },
  (error) => console.error("Emulator:", error),
);
server.listen(port, host);
await once(server, "listening").catch((error: unknown) => fail(describe(error)));

const emulator = start();
begin(emulator);
const address = server.address() as AddressInfo;
console.log(`Emulator of Alipay's gateways: http://${host.includes(":") ? `[${host}]` : host}:${address.port}, its files in ${folder}`);

function start(): Emulator {
  try {
    return createEmulator({
      store: fileStore(path.join(folder, "ledger.jsonl")),
      contract: loadContract(folder, randomBytes),
      fetch: (url, init) => fetch(url, init),
      now: () => new Date(),
      concurrency: 8,
    });
  } catch (error) {
    fail(describe(error));
  }
}

const timer = setInterval(deliverDue, DELIVER_EVERY_MS);

function deliverDue(): void {
  emulator.deliverDue().catch((error: unknown) => fail(describe(error)));
}

function stop(): void {
  clearInterval(timer);
  server.close(() => process.exit(0));
  server.closeAllConnections();
}
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
