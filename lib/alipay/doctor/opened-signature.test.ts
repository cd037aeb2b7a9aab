import { describe, expect, test } from "vitest";
import { OPENAPI_NOTICE, paidRecord } from "../fixtures/app-contract";
import { keptPatient } from "../fixtures/kept-keys";
import { encodeForm } from "../form";
import { signCallback } from "../openapi/notification";
import { noticeParams } from "../openapi/trade-record";
import { explain } from "./explain";
import { readKeyring } from "./keyring";
import { openSignature } from "./opened-signature";

const { app, settings } = keptPatient();
const { keys } = readKeyring(settings);
const isAlipays = ({ protocol, side }: (typeof keys)[number]) => protocol === "openapi" && side === "alipay";
const noticeOf = (outTradeNo: string) => signCallback(new Map(noticeParams(paidRecord({ outTradeNo }), OPENAPI_NOTICE)), app.contract);

// Undone with the token protocol's key, which did not make them, these signatures look like PSS: found by trying 13,557 numbers of orders.
describe.each([
  ["L8895", "sha256"],
  ["L8944", "sha1"],
  ["L13556", "sha512"],
])("a notice whose signature looks like PSS under another configured key (%s, %s)", (outTradeNo, hash) => {
  const notice = noticeOf(outTradeNo);
  const signature = Buffer.from(notice.get("sign") ?? "", "base64");

  test("is known by the key that made it, wherever that key stands", () => {
    expect(
      openSignature(
        signature,
        keys.filter((key) => !isAlipays(key)),
      ),
    ).toMatchObject({ scheme: "PSS", hash });
    for (const order of [keys, keys.toReversed()])
      expect(openSignature(signature, order)).toMatchObject({
        scheme: "PKCS#1",
        hash: "sha256",
        key: { protocol: "openapi", side: "alipay" },
      });
  });

  test("and what happened to it is named as for any other", () => {
    const form = encodeForm(notice);
    expect(explain(`s=x&${form}`, settings).causes).toEqual([{ cause: "parameter_added", about: "s" }]);
    expect(explain(form.replace("100.00", "0.01"), settings).causes).toEqual([{ cause: "contents_changed" }]);
  });
});
