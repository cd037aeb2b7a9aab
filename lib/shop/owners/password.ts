import "server-only";
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

type Parameters = { N: number; r: number; p: number };

/** OWASP's password storage cheat sheet names this triple: 32 MiB and about a tenth of a second a try. */
const PARAMETERS: Parameters = { N: 2 ** 15, r: 8, p: 3 };
const KEY_BYTES = 32;
const FORM = /^scrypt\$N=(\d{1,8}),r=(\d{1,3}),p=(\d{1,3})\$([A-Za-z0-9_-]{22})\$([A-Za-z0-9_-]{43})$/;

/** A hash that no password has: comparing with it takes as long as with a real one. */
export const NOBODYS_HASH = formatHash(PARAMETERS, Buffer.alloc(16), Buffer.alloc(KEY_BYTES));

/** `scrypt$N=…,r=…,p=…$salt$key`: the parameters travel with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return formatHash(PARAMETERS, salt, await derive(password, salt, PARAMETERS));
}

/** Whether the password has this hash. Throws for a stored hash in another format. */
export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const [, N, r, p, salt = "", key = ""] = FORM.exec(hash) ?? [];
  if (!N) throw new Error("a stored password hash is not one of ours");
  const derived = await derive(password, Buffer.from(salt, "base64url"), { N: Number(N), r: Number(r), p: Number(p) });
  return timingSafeEqual(derived, Buffer.from(key, "base64url"));
}

function formatHash({ N, r, p }: Parameters, salt: Buffer, key: Buffer): string {
  return `scrypt$N=${N},r=${r},p=${p}$${salt.toString("base64url")}$${key.toString("base64url")}`;
}

/** The same password typed on another keyboard may come in another Unicode form: NFC makes them one. */
function derive(password: string, salt: Buffer, { N, r, p }: Parameters): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFC"), salt, KEY_BYTES, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
