import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { expect, test } from "vitest";
import { contractIdentity } from "./contract-identity";

const pair = () => generateKeyPairSync("rsa", { modulusLength: 1024 });

test("a contract keeps its name through a restart, and has another one as soon as a key changes", () => {
  const [ours, theirs] = [pair(), pair()];
  const config = { partner: "2088", keys: { secId: "0001", privateKey: ours.privateKey, peerPublicKey: theirs.publicKey } };
  const again = (key: typeof ours.privateKey) => createPrivateKey(key.export({ type: "pkcs8", format: "pem" }));
  const restarted = {
    keys: { peerPublicKey: createPublicKey(again(theirs.privateKey)), privateKey: again(ours.privateKey), secId: "0001" },
  };
  const name = contractIdentity("wap-token:2088", config);
  expect(contractIdentity("wap-token:2088", { ...restarted, partner: "2088" })).toBe(name);
  const changed = [
    { ...config, keys: { ...config.keys, peerPublicKey: pair().publicKey } },
    { ...config, keys: { ...config.keys, privateKey: pair().privateKey } },
    { ...config, keys: { secId: "MD5", md5Key: "a key of ours" } },
    { ...config, keys: { secId: "MD5", md5Key: "a key of others" } },
    { ...config, gatewayUrl: "https://sandbox.example" },
  ].map((one) => contractIdentity("wap-token:2088", one));
  expect(new Set([name, ...changed]).size).toBe(6);
  expect(changed.join()).not.toContain("a key of");
});
