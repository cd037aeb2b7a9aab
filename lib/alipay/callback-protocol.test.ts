import { describe, expect, test } from "vitest";
import { protocolOfCallback } from "./callback-protocol";
import openApi from "./fixtures/openapi-vectors.json";
import wap from "./fixtures/wap-vectors.json";
import { encodeForm } from "./form";

type Params = [string, string][];
type Vector = { kind: string; params?: unknown };

function messagesOf(vectors: readonly Vector[], kind: RegExp): string[] {
  const found = vectors.filter((vector) => kind.test(vector.kind) && vector.params);
  return found.map(({ params }) => encodeForm(Array.isArray(params) ? (params as Params) : (Object.entries(params as object) as Params)));
}

describe("a captured message is known by its shape", () => {
  const old = messagesOf(wap.vectors, /^wap\.(notify|sync_return)$/);
  const current = messagesOf(openApi.vectors, /^(notify|return)-verify/);

  test("as one of the token protocol, notice or return", () => {
    expect(old.length).toBeGreaterThan(6);
    for (const message of old) expect(protocolOfCallback(message), message).toBe("wap-token");
    const batch =
      "notify_time=x&notify_type=batch_refund_notify&notify_id=1&batch_no=2&success_num=1&result_details=3&sign=4&sign_type=MD5";
    expect(protocolOfCallback(Buffer.from(batch))).toBe("wap-token");
  });

  test("as one of the current protocol, notice or return, with its question mark too", () => {
    expect(current.length).toBeGreaterThan(3);
    for (const message of current) expect(protocolOfCallback(message), message).toBe("openapi");
    expect(protocolOfCallback(`?${current.at(-1)}`)).toBe("openapi");
  });
});

test("what a message says of itself chooses nothing: only the names of its fields count", () => {
  const notice = "service=openapi&v=1.0&sec_id=app_id&notify_data=app_id%3D1%26method%3Dx&sign=1";
  expect(protocolOfCallback(notice)).toBe("wap-token");
  // Somebody who adds a field of the other protocol has it read by one gateway all the same.
  expect(protocolOfCallback(`${notice}&app_id=1`)).toBe("wap-token");
});

test.each(["", "?", "hello", "{}", "%", "=", "trade_no=1&out_trade_no=2&sign=3", "\u0000&&&"])("%j has the shape of neither", (message) => {
  expect(protocolOfCallback(message)).toBeNull();
  expect(protocolOfCallback(Buffer.from(message))).toBeNull();
});
