import { createHash } from "node:crypto";
import { Transform } from "node:stream";

/** Lets a stream through; `digest` is the SHA-256 of what went through, in hex, once it has ended. */
export function hashing(): { through: Transform; digest: () => string } {
  const hash = createHash("sha256");
  const through = new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  return { through, digest: () => hash.digest("hex") };
}
