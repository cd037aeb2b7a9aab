import { describe, expect, test } from "vitest";
import { parcelFields, piecesField, readParcel } from "./parcel-input";
import { text } from "./text";

const ORDER = "b5a9a0a8-7a0c-4c39-9a39-5a3f1b4f9d11";
const read = (fields: Record<string, string>) => {
  const parsed = parcelFields.safeParse({ orderId: ORDER, courier: "", trackingNo: "", sure: "", ...fields });
  if (!parsed.success) return { refused: parsed.error.issues.map(({ message }) => message) };
  return readParcel(parsed.data);
};

describe("an owner who types a parcel", () => {
  test("need not choose a courier whose numbers have a form of their own, however it was pasted", () => {
    expect(read({ trackingNo: " sf-1007 8967 81640 " })).toEqual({ parcel: { courier: "顺丰速运", trackingNo: "SF1007896781640" } });
  });

  test("is asked which courier it is where the number does not say", () => {
    expect(read({ trackingNo: "123456789" })).toMatchObject({ state: { ok: false, fieldErrors: { courier: text.needCourier } } });
  });

  test("is asked once when the number speaks against the choice, and may stay with it", () => {
    const choice = { courier: "中通快递", trackingNo: "SF1007896781640" };
    expect(read(choice)).toMatchObject({ state: { ok: false, values: { courier: "顺丰速运", sure: "shunfeng" } } });
    expect(read({ ...choice, sure: "shunfeng" })).toMatchObject({ parcel: choice });
    expect(read({ ...choice, courier: "其他" })).toMatchObject({ parcel: { courier: "其他" } });
  });

  test("sends without a number only in the ways that have none", () => {
    expect(read({ courier: "同城配送" })).toEqual({ parcel: { courier: "同城配送", trackingNo: null } });
    expect(read({ courier: "同城配送", trackingNo: "A1234567" })).toMatchObject({ parcel: { trackingNo: "A1234567" } });
    expect(read({ courier: "同城配送", trackingNo: "SF1007896781640" }), "a courier's number").toMatchObject({ state: { ok: false } });
    expect(read({ courier: "顺丰速运" })).toMatchObject({ state: { ok: false, fieldErrors: { trackingNo: text.needTracking } } });
    for (const trackingNo of ["SF1", "1.23457E+13", "单号不记得了"]) expect(read({ trackingNo })).toEqual({ refused: [text.needTracking] });
  });

  test("says how many pieces are in it", () => {
    const number = { courier: "其他", trackingNo: "A123456" };
    expect(read({ ...number, [piecesField(7n)]: "２", [piecesField(8n)]: "" })).toMatchObject({
      parcel: {
        pieces: [
          { lineId: 7n, quantity: 2 },
          { lineId: 8n, quantity: 0 },
        ],
      },
    });
    for (const wrong of ["-1", "1.5", "多", "99999"])
      expect(read({ ...number, [piecesField(7n)]: wrong })).toMatchObject({ state: { ok: false } });
  });
});
