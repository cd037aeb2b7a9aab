import { generateKeyPair } from "node:crypto";
import { promisify } from "node:util";
import { type DoctorIo, line } from "./io";

/**
 * A key that sec_id 0001 encrypts with must have 128-byte blocks (docs/wire/alipay-wap.md §2); RSA2 uses twice that
 * (docs/wire/alipay-openapi.md §2).
 */
const BITS = { openapi: 2048, "wap-token": 1024 } as const;

/** `keygen`: makes a pair and says what goes where. The private key is only ever written to files, never printed. */
export async function runKeygen(io: DoctorIo, { protocol, folder }: { protocol: keyof typeof BITS; folder: string }): Promise<number> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)("rsa", { modulusLength: BITS[protocol] });
  const pkcs8 = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const files: [string, string][] = [
    [`${folder}/private-key.pem`, pkcs8],
    [`${folder}/private-key-pkcs1.pem`, privateKey.export({ type: "pkcs1", format: "pem" }).toString()],
    [`${folder}/public-key.pem`, publicKey.export({ type: "spki", format: "pem" }).toString()],
  ];
  for (const [file, text] of files) await io.writeSecret(file, text);
  io.print(line("ok", `A new RSA pair of ${BITS[protocol]} bits for ${protocol}:`));
  io.print(`  ${files[0]?.[0]}        the private key (PKCS#8): set ALIPAY_PRIVATE_KEY to its text, and show it to nobody`);
  io.print(`  ${files[1]?.[0]}  the same key in PKCS#1, for software that wants that form`);
  io.print(`  ${files[2]?.[0]}         the public key: upload it`);
  io.print("");
  io.print(protocol === "openapi" ? UPLOAD_OPENAPI : UPLOAD_WAP);
  io.print(publicKey.export({ type: "spki", format: "der" }).toString("base64"));
  io.print("");
  io.print("Then copy what Alipay shows as 支付宝公钥 (not what you uploaded) into ALIPAY_PUBLIC_KEY, and run `npm run alipay -- check`.");
  return 0;
}

const UPLOAD_OPENAPI = "In 支付宝开放平台 → your app → 开发设置 → 接口加签方式 (公钥模式, RSA2), paste this as 应用公钥:";
const UPLOAD_WAP = "In 商家中心 → 账户管理 → 密钥管理 (RSA), paste this as 商户公钥:";
