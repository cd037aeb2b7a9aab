import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";

type Options = { challenge: string; rpId?: string | undefined; rp?: { id?: string | undefined } };
type Twist = { origin?: string; isVerified?: boolean; counter?: number };

const ORIGIN = "https://shop.example";
const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

/** A passkey as a phone keeps one (ES256, no attestation): makes itself known, and answers challenges. Both give JSON. */
export function virtualPasskey() {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let uses = 0;

  const authData = (rpId: string, { isVerified = true, counter = ++uses }: Twist, attested: Buffer | null) => {
    const flags = PRESENT | (isVerified ? VERIFIED : 0) | (attested ? ATTESTED : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, attested ?? Buffer.alloc(0)]);
  };
  const credential = (response: object) =>
    JSON.stringify({
      ...{ id: id.toString("base64url"), rawId: id.toString("base64url"), type: "public-key" },
      ...{ response, clientExtensionResults: {}, authenticatorAttachment: "platform" },
    });
  return {
    register: ({ challenge, rp }: Options, twist: Twist = {}) => {
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const data = authData(rp?.id ?? "", { counter: 0, ...twist }, attested);
      const attestationObject = map([
        [text("fmt"), text("none")],
        [text("attStmt"), map([])],
        [text("authData"), bytes(data)],
      ]);
      const clientDataJSON = clientData("webauthn.create", challenge, twist.origin);
      return credential({ ...base64({ clientDataJSON, attestationObject }), transports: ["internal"] });
    },
    answer: ({ challenge, rpId = "" }: Options, twist: Twist = {}) => {
      const authenticatorData = authData(rpId, twist, null);
      const clientDataJSON = clientData("webauthn.get", challenge, twist.origin);
      const signature = createSign("sha256").update(authenticatorData).update(sha256(clientDataJSON)).sign(privateKey);
      return credential(base64({ clientDataJSON, authenticatorData, signature }));
    },
  };
}

function clientData(type: string, challenge: string, origin = ORIGIN): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
}

function sha256(data: string | Buffer): Buffer {
  return createHash("sha256").update(data).digest();
}

function base64(parts: Record<string, Buffer>): Record<string, string> {
  return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, part.toString("base64url")]));
}

/** The few forms of CBOR (RFC 8949) that an attestation needs, each as short as it can be. */
function head(major: number, length: number): Buffer {
  const type = major << 5;
  if (length < 24) return Buffer.from([type | length]);
  return length < 256 ? Buffer.from([type | 24, length]) : Buffer.from([type | 25, length >> 8, length & 255]);
}
const text = (value: string) => Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
const bytes = (value: Buffer) => Buffer.concat([head(2, value.length), value]);
const map = (pairs: [Buffer, Buffer][]) => Buffer.concat([head(5, pairs.length), ...pairs.flat()]);
const number = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value));

/** COSE_Key: an elliptic curve key (2) for ES256 (-7) on P-256 (1). */
function coseKey(key: KeyObject): Buffer {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  return map([
    [number(1), number(2)],
    [number(3), number(-7)],
    [number(-1), number(1)],
    [number(-2), bytes(Buffer.from(x, "base64url"))],
    [number(-3), bytes(Buffer.from(y, "base64url"))],
  ]);
}
