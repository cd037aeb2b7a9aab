import { expect, test } from "vitest";
import { contractCause } from "./contract-refusal";

test("only codes that would be the same for every trade speak of the contract", () => {
  const ofContract = [
    "isv.invalid-signature",
    "isv.invalid-app-id",
    "isv.insufficient-isv-permissions",
    "ACQ.ACCESS_FORBIDDEN",
    "0002",
    "0005",
  ];
  expect(ofContract.map(contractCause)).toEqual(["own_key", "identity", "permission", "permission", "own_key", "permission"]);
  const ofOthers = [
    "ACQ.TRADE_NOT_EXIST",
    "isv.invalid-parameter",
    "isv.invalid-out-trade-no",
    "ACQ.SELLER_BALANCE_NOT_ENOUGH",
    "0004",
    "0007",
  ];
  const ofTheGateway = ["ACQ.SYSTEM_ERROR", "isp.unknow-error", "40005", "0000", "", "brand-new"];
  expect([...ofOthers, ...ofTheGateway].map(contractCause).filter(Boolean)).toEqual([]);
});
