import { expect, test } from "vitest";
import { ClientRounds, ServerRounds } from "./client-rounds";

function message(type: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(`${part}\0`) : part)));
  const head = Buffer.alloc(5);
  head.write(type, 0, "latin1");
  head.writeUInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const NONE = Buffer.alloc(6);
const parse = (name: string, text: string) => message("P", name, text, Buffer.alloc(2));
const bind = (name: string) => message("B", "", name, NONE);
const execute = message("E", "", Buffer.alloc(4));
const sync = message("S");
const query = (text: string) => message("Q", text);

function greeted(): ClientRounds {
  const said = new ClientRounds();
  const greeting = Buffer.alloc(9);
  greeting.writeUInt32BE(9, 0);
  greeting.writeUInt32BE(196_608, 4);
  expect(said.read(greeting)).toMatchObject([{ isAnswered: false, commits: null }]);
  return said;
}

test("a buyer's order in one statement is met before it is durable, also when its bytes come one by one", () => {
  const said = greeted();
  const bytes = Buffer.concat([parse("place", `WITH x AS (INSERT INTO orders (id) VALUES ($1)) SELECT 1`), bind("place"), execute, sync]);
  const rounds = [...bytes].flatMap((byte) => said.read(Buffer.from([byte])));
  expect(rounds).toMatchObject([{ isAnswered: true, commits: "placing an order" }]);
  expect(Buffer.concat(rounds.map((round) => round.bytes))).toEqual(bytes);
  said.ready("I");
  // The connection keeps the plan, and its text is not sent again.
  expect(said.read(Buffer.concat([bind("place"), execute, sync]))).toMatchObject([{ commits: "placing an order" }]);
});

test("in a transaction nothing is durable before its COMMIT, and then all of it is", () => {
  const said = greeted();
  expect(said.read(query("BEGIN"))).toMatchObject([{ commits: null }]);
  said.ready("T");
  expect(said.read(query(`INSERT INTO "public"."refunds" ("id") VALUES (1)`))).toMatchObject([{ commits: null }]);
  said.ready("T");
  expect(said.read(query("COMMIT"))).toMatchObject([{ commits: "promising a refund" }]);
  said.ready("I");
  expect(said.read(query("SELECT 1"))).toMatchObject([{ commits: null }]);
});

test("statements that travel together with their COMMIT are one passage", () => {
  const said = greeted();
  const first = Buffer.concat([parse("b", "BEGIN"), bind("b"), execute, parse("l", "SELECT 1 FOR UPDATE"), bind("l"), execute, sync]);
  expect(said.read(first)).toMatchObject([{ commits: null }]);
  said.ready("T");
  const last = Buffer.concat([
    parse("w", "UPDATE payment_attempts SET x = 1"),
    bind("w"),
    execute,
    parse("c", "COMMIT"),
    bind("c"),
    execute,
  ]);
  expect(said.read(Buffer.concat([last, sync]))).toMatchObject([{ commits: "sending to the cashier" }]);
});

test("what a ROLLBACK took back is nothing that was done", () => {
  const said = greeted();
  said.read(query("BEGIN"));
  said.ready("T");
  said.read(query("INSERT INTO payments VALUES (1)"));
  said.ready("E");
  said.read(query("ROLLBACK"));
  said.ready("I");
  expect(said.read(query("UPDATE variants SET stock = 1"))).toMatchObject([{ commits: "something else" }]);
});

test("the server's word at the end of a round is read with its error, however the bytes are cut", () => {
  const answered = new ServerRounds();
  const bytes = Buffer.concat([message("E", Buffer.from("S")), message("Z", Buffer.from("I")), message("C", "UPDATE 1")]);
  expect([...bytes].flatMap((byte) => answered.read(Buffer.from([byte])))).toEqual([{ status: "I", failed: true }]);
  expect(answered.read(message("Z", Buffer.from("T")))).toEqual([{ status: "T", failed: false }]);
});
