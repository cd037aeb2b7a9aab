import { describe, expect, test } from "vitest";
import { fakeGateway } from "@/test/fake-gateway";
import { makeGateways, ofProtocol, storedNames } from "./gateways";

const gateway = (contract: string, protocol: "wap-token" | "openapi") => ({ ...fakeGateway(), contract, protocol });
const token = gateway("wap-token:A", "wap-token");
const app = gateway("openapi:1", "openapi");

describe("what began under a contract is continued", () => {
  test("through its own gateway, whichever is the current one", () => {
    const gateways = makeGateways(app, token);
    expect(gateways.of("wap-token:A")).toBe(token);
    expect(gateways.of("openapi:1")).toBe(app);
    expect(gateways.current).toBe(app);
    expect(gateways.all).toEqual([app, token]);
  });

  test("through no other one when it is not configured: not even one of the same protocol", async () => {
    const gateways = makeGateways(app, token);
    expect(gateways.has("wap-token:B")).toBe(false);
    expect(await gateways.of("wap-token:B").queryTrade("X1")).toMatchObject({ kind: "unknown" });
    expect(gateways.has("openapi:2")).toBe(false);
  });

  test("when it is older than the names of contracts, through the one that the shop leaves, if that has its protocol", () => {
    const newer = gateway("openapi:2", "openapi");
    expect(makeGateways(newer, app).of("openapi")).toBe(app);
    expect(makeGateways(newer, token).of("openapi")).toBe(newer);
    expect(makeGateways(newer).of("openapi")).toBe(newer);
    expect(makeGateways(newer).has("wap-token")).toBe(false);
    expect(storedNames("openapi:2")).toEqual(["openapi:2", "openapi"]);
  });

  test("with the new keys when only the keys have changed, while both read what comes", () => {
    const older = gateway("wap-token:A", "wap-token");
    const gateways = makeGateways(token, older);
    expect(gateways.of("wap-token:A")).toBe(token);
    expect(ofProtocol(gateways, "wap-token")).toEqual([token, older]);
  });
});
