// What a client says to PostgreSQL, read from its bytes (PostgreSQL's documentation, "Message Formats"): in rounds, each of which the
// server answers as a whole.
import { type Deed, deedOf, writesOf } from "./deeds";

/** `bytes` to send on in one piece. `isAnswered`: a ReadyForQuery ends its answer. `commits`: what is durable after it, if all goes well. */
export type Round = { bytes: Buffer; isAnswered: boolean; commits: Deed | null };

const QUERY = 0x51; // Q
const SYNC = 0x53; // S
const PARSE = 0x50; // P
const BIND = 0x42; // B
/** After these the client may wait: Flush, Terminate, a password, CopyData, CopyDone, CopyFail. */
const WAITS = new Set([0x48, 0x58, 0x70, 0x64, 0x63, 0x66]);

/** The client's side of one connection. */
export class ClientRounds {
  #rest: Buffer = Buffer.alloc(0);
  #parts: Buffer[] = [];
  #texts: string[] = [];
  readonly #prepared = new Map<string, string>();
  #isStarted = false;
  #written = new Set<string>();
  #isInTransaction = false;

  /** Takes bytes as they come, and gives the rounds that are whole now. */
  read(chunk: Buffer): Round[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const rounds: Round[] = [];
    for (let message = this.#take(); message; message = this.#take()) {
      this.#parts.push(message);
      const round = this.#ended(message);
      if (round) rounds.push(round);
    }
    return rounds;
  }

  /** The server's word after a round: whether a transaction is open (T), failed (E), or none is (I). */
  ready(status: string): void {
    this.#isInTransaction = status !== "I";
    if (status === "I") this.#written.clear();
  }

  #take(): Buffer | null {
    const from = this.#isStarted ? 1 : 0;
    if (this.#rest.length < from + 4) return null;
    const size = from + this.#rest.readUInt32BE(from);
    if (this.#rest.length < size) return null;
    const message = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return message;
  }

  #ended(message: Buffer): Round | null {
    if (!this.#isStarted) {
      this.#isStarted = true; // the shop asks for no TLS here, so the first message is the greeting
      return this.#flush(false);
    }
    const [type = 0] = message;
    if (type === PARSE) this.#prepare(message);
    if (type === BIND) this.#texts.push(this.#prepared.get(textAt(message, textEnd(message, 5) + 1)) ?? "");
    if (type === QUERY) this.#texts.push(textAt(message, 5));
    if (type === QUERY || type === SYNC) return this.#flush(true);
    return WAITS.has(type) ? this.#flush(false) : null;
  }

  #prepare(message: Buffer): void {
    this.#prepared.set(textAt(message, 5), textAt(message, textEnd(message, 5) + 1));
  }

  #flush(isAnswered: boolean): Round {
    const bytes = Buffer.concat(this.#parts.splice(0));
    if (!isAnswered) return { bytes, isAnswered, commits: null };
    return { bytes, isAnswered, commits: this.#commits(this.#texts.splice(0)) };
  }

  #commits(texts: string[]): Deed | null {
    for (const write of texts.flatMap(writesOf)) this.#written.add(write);
    const begins = texts.some((text) => /^\s*(begin|start\s+transaction)\b/i.test(text));
    const ends = texts.some((text) => /^\s*(commit|end)\b/i.test(text));
    return ends || (!begins && !this.#isInTransaction) ? deedOf(this.#written) : null;
  }
}

function textEnd(message: Buffer, from: number): number {
  return message.indexOf(0, from);
}

function textAt(message: Buffer, from: number): string {
  return message.toString("utf8", from, textEnd(message, from));
}

const READY = 0x5a; // Z
const ERROR = 0x45; // E

/** What the server says; `status` is its word at the end of a round, `failed` whether it reported an error in it. */
export class ServerRounds {
  #rest: Buffer = Buffer.alloc(0);
  #failed = false;

  read(chunk: Buffer): { status: string; failed: boolean }[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const ends: { status: string; failed: boolean }[] = [];
    while (this.#rest.length >= 5) {
      const size = 1 + this.#rest.readUInt32BE(1);
      if (this.#rest.length < size) break;
      const [type = 0] = this.#rest;
      if (type === ERROR) this.#failed = true;
      if (type === READY) {
        ends.push({ status: String.fromCharCode(this.#rest[5] ?? 0), failed: this.#failed });
        this.#failed = false;
      }
      this.#rest = this.#rest.subarray(size);
    }
    return ends;
  }
}
