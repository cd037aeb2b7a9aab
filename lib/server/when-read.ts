import "server-only";
import type { IncomingMessage } from "node:http";

/** Of what is read in pieces, a body that is announced as longer is not waited for. In bytes. */
const LONGEST_WAITED_FOR = 64 * 1024;

type Then = {
  go: () => void;
  /** For a body that turns out to be longer than `most`. */
  refuse: () => void;
};

/**
 * Holds a request until its body is there: a body that drips, or never ends, keeps no turn, and nothing behind this, which might keep
 * more of it or answer only after its last byte, has to do with it. Nothing is read before, so whoever takes the request finds it as it came.
 * @param most how many bytes are kept and handed on, whether their number was announced or not; beyond, `refuse` is called. null: what
 *   takes the request reads it in pieces and bounds it, so it has it as soon as one piece is there.
 */
export function whenRead(request: IncomingMessage, most: number | null, { go, refuse }: Then): void {
  const { "content-length": length, "transfer-encoding": coding } = request.headers;
  const isPiecewise = most === null;
  if ((coding === undefined && !Number(length)) || (isPiecewise && Number(length) > LONGEST_WAITED_FOR)) {
    go();
    return;
  }
  const push = request.push;
  let size = 0;
  const end = (then: () => void) => {
    request.push = push;
    process.nextTick(then);
  };
  request.push = (chunk, encoding) => {
    size += Buffer.isBuffer(chunk) ? chunk.length : 0;
    if (!isPiecewise && size > most) {
      end(refuse);
      return false; // nobody reads on
    }
    const isRoom = push.call(request, chunk, encoding);
    if (chunk === null || (isPiecewise && size >= request.readableHighWaterMark)) end(go);
    return isRoom || !isPiecewise;
  };
}
