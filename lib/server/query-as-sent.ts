import "server-only";
import { AsyncLocalStorage } from "node:async_hooks";

/** Kept on globalThis, since Next loads modules twice. */
const globals = globalThis as typeof globalThis & { xiaopuQuery?: AsyncLocalStorage<string> };
globals.xiaopuQuery ??= new AsyncLocalStorage();
const current = globals.xiaopuQuery;

/** Whose query is signed, to the byte. */
const SIGNED = /^\/api\/alipay\/return\?/;
const NOT_OF_AN_ADDRESS = /[^\x21-\x7e]/g;

/** Runs the work for a request so that whoever verifies its query can read what came. */
export function keepingQuery<Value>({ url = "/" }: { url?: string | undefined }, work: () => Value): Value {
  return SIGNED.test(url) ? current.run(url.slice(url.indexOf("?")), work) : work();
}

/**
 * The query of the request that is being answered, from its `?` on, as it was sent; what no address may hold is escaped byte by byte.
 * Next hands its routes another one: it reads the query into an object and writes that down again, which loses a name such as
 * `__proto__` and each byte that is not UTF-8. Null outside of a request whose query is kept.
 */
export function queryAsSent(): string | null {
  return (
    current.getStore()?.replace(NOT_OF_AN_ADDRESS, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`) ?? null
  );
}
