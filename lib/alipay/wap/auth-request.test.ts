import { expect, test } from "vitest";
import { newContract } from "../fixtures/contract";
import { buildAuthUrl, parseAuthRequest } from "./auth-request";

test.each(["MD5", "0001"] as const)("with %s the cashier reads the token that the shop sent along", async (secId) => {
  const { config, findKeys } = newContract(secId);
  for (const token of ["20150120130ffba6bdaa70686d35bbb81370eae2", "UTP5b94db4a3e6d4029889e15ec059f4688$00", "a+b/c= &<d>%"]) {
    const url = new URL(await buildAuthUrl(config, token));
    expect(url.origin + url.pathname).toBe(config.cashierUrl);
    expect(parseAuthRequest(url.search.slice(1), findKeys)).toMatchObject({ ok: true, requestToken: token });
  }
});

test("a link to the cashier that someone changed is refused", async () => {
  const { config, findKeys } = newContract("MD5");
  const query = new URL(await buildAuthUrl(config, "mine")).search.slice(1);
  expect(parseAuthRequest(query.replace("mine", "thine"), findKeys)).toMatchObject({ ok: false, code: "0002" });
  expect(parseAuthRequest(`${query}&req_id=1`, findKeys)).toMatchObject({ ok: false, code: "0002" });
  expect(parseAuthRequest("", findKeys)).toMatchObject({ ok: false, code: "0001" });
});
