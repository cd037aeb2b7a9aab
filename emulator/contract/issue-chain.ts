import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { issueCertificate, type Name } from "@/lib/alipay/openapi/issue-certificate";
import { type Random, randomHex } from "../plumbing/random";

/** What a merchant downloads in certificate mode, as PEM (docs/wire/alipay-openapi.md §2.7). */
export type Chain = {
  /** appCertPublicKey.crt */
  appCert: string;
  /** alipayCertPublicKey_RSA2.crt: Alipay's own certificate first, and behind it the one of its issuer. */
  alipayCert: string;
  /** alipayRootCert.crt */
  rootCert: string;
};

/** What Alipay changes to one day: another certificate for the same name. The merchant does not have it yet. */
export type Successor = { nextAlipayCert: string };

type Authority = { name: Name; keys: { publicKey: KeyObject; privateKey: KeyObject } };

// Fixed, since the emulator's clock may be set to any day.
const VALID_FROM = new Date("2020-01-01T00:00:00Z");
const VALID_TO = new Date("2049-12-31T23:59:59Z");
/**
 * Alipay's serial numbers have the day of issue for their first eight hex digits, and 24 random ones behind it
 * (docs/wire/alipay-openapi.md §2.7): never the top bit, which some clients read as a minus.
 */
const DAY_OF_ISSUE = "20200101";

/** Issues the certificates of one application: a root, an intermediate authority, and from it Alipay's and the merchant's. */
export function issueChain(
  random: Random,
  subjects: { appId: string; sellerId: string; appPublicKey: KeyObject; alipayPublicKey: KeyObject },
): Chain & Successor {
  const issue = (subject: Name, publicKey: KeyObject, { issuer, isAuthority }: { issuer: Authority; isAuthority: boolean }) =>
    issueCertificate({
      subject,
      publicKey,
      issuer: issuer.name,
      issuerKey: issuer.keys.privateKey,
      serial: BigInt(`0x${DAY_OF_ISSUE}${randomHex(random, 24)}`),
      validFrom: VALID_FROM,
      validTo: VALID_TO,
      isAuthority,
    });
  const authority = (subject: Authority, issuer: Authority) => issue(subject.name, subject.keys.publicKey, { issuer, isAuthority: true });
  const root = newAuthority("Root Authority R1");
  const middle = newAuthority("Authority Class 2 R1");
  const alipay = `Emulated Alipay-${subjects.sellerId}`;
  const leaf = (common: string, publicKey: KeyObject) => issue(nameOf(common), publicKey, { issuer: middle, isAuthority: false });
  return {
    appCert: leaf(`${subjects.sellerId}-${subjects.appId}`, subjects.appPublicKey),
    alipayCert: leaf(alipay, subjects.alipayPublicKey) + authority(middle, root),
    nextAlipayCert: leaf(alipay, subjects.alipayPublicKey) + authority(middle, root),
    rootCert: authority(root, root),
  };
}

// 1024 bits, since longer keys take seconds on a small machine and these guard nothing.
function newAuthority(common: string): Authority {
  return { name: nameOf(common), keys: generateKeyPairSync("rsa", { modulusLength: 1024 }) };
}

function nameOf(common: string): Name {
  return [
    ["C", "CN"],
    ["O", "Xiaopu"],
    ["OU", "Emulator"],
    ["CN", common],
  ];
}
