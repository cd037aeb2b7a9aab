import { expect, test } from "vitest";
import { victimsOf } from "./postgres-victims";

/** The numbers were all given out when the main process began, so that it has the highest. */
const SERVER = [
  { pid: 320, parent: 32_700, title: "postgres: checkpointer" },
  { pid: 411, parent: 32_700, title: "postgres: xiaopu_shop xiaopu 127.0.0.1(40012) idle" },
  { pid: 412, parent: 32_700, title: "postgres: logical replication launcher" },
  { pid: 32_700, parent: 77, title: "/srv/bin/postgres -D /srv/data" },
];

test("who kills a connection's process kills no other, also where the main process has a higher number", () => {
  expect(victimsOf(SERVER, "backend")).toEqual([411]);
  expect(victimsOf(SERVER, "main")).toEqual([32_700]);
  expect(victimsOf(SERVER, "all")).toEqual([320, 411, 412, 32_700]);
});

test("nobody is killed in the place of somebody who is not there", () => {
  expect(victimsOf([], "main")).toEqual([]);
  expect(victimsOf(SERVER.slice(0, 1), "backend")).toEqual([]);
});
