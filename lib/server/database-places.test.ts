import { describe, expect, test } from "vitest";
import { asUser, oneByOne, readPlaces } from "./database-places";
import { parseEnv } from "./env";

const SHOP_URL = "http://127.0.0.1:3000";

describe("an owner with two database servers", () => {
  const two = "postgresql://shop:p%40ss@one.internal:5433,two.internal/shop?sslmode=require&target_session_attrs=read-write";

  test("names both in DATABASE_URL, each with its port or the usual one", () => {
    expect(readPlaces(two)).toEqual({
      url: "postgresql://shop:p%40ss@one.internal:5433/shop?sslmode=require&target_session_attrs=read-write",
      places: [
        { host: "one.internal", port: 5433 },
        { host: "two.internal", port: 5432 },
      ],
      mustWrite: true,
    });
    expect(readPlaces("postgres://[::1]:5433,10.0.0.2:5434/shop").places).toEqual([
      { host: "::1", port: 5433 },
      { host: "10.0.0.2", port: 5434 },
    ]);
    expect(oneByOne("postgres://a@[::1]:5433,b:5434/shop")).toEqual(["postgres://a@[::1]:5433/shop", "postgres://a@b:5434/shop"]);
  });

  test("reaches the one that takes writes, said or not", () => {
    expect(readPlaces("postgres://one,two/shop").mustWrite).toBe(true);
    expect(readPlaces("postgres://one,two/shop?target_session_attrs=any").mustWrite).toBe(true);
  });

  test.each([
    ["postgres://one,two/shop?target_session_attrs=standby", /target_session_attrs=standby/],
    ["postgres://one,/shop", /the 2\. of them/],
    ["postgres://one,two:99999/shop", /the 2\. of them/],
    ["postgres://secret-user:secret@one:x,two/shop", /the 1\. of them/],
  ])("is told at the start what is wrong with it, without its password (%s)", (DATABASE_URL, sentence) => {
    const start = () => parseEnv({ DATABASE_URL, SHOP_URL });
    expect(start).toThrow(sentence);
    expect(start).not.toThrow(/secret/);
  });

  test("and another user of both is named in the same way", () => {
    expect(asUser("postgres://a:b@one,two/shop", "xiaopu_shop", "p@ss")).toBe("postgres://xiaopu_shop:p%40ss@one,two/shop");
    expect(asUser("postgres://one/shop", "u", "p")).toBe("postgres://u:p@one/shop");
  });
});

test("an owner with one server has a connection string as ever, and may ask for one that takes writes", () => {
  for (const one of ["postgres://shop:secret@one:5432/shop", "postgresql://one/shop?host=/var/run/postgresql", ""])
    expect(readPlaces(one)).toEqual({ url: one, places: [], mustWrite: false });
  expect(readPlaces("postgres://one/shop?target_session_attrs=read-write").mustWrite).toBe(true);
});
