import { type KeyObject, sign } from "node:crypto";

/**
 * Base64 of the RSASSA-PKCS1-v1_5 signature over the text's UTF-8 bytes, made in Node's thread pool: with a key of 4096 bits one
 * takes four milliseconds or more, in which an event loop would serve nobody. (To verify takes a fiftieth of that.)
 */
export function signAside(algorithm: "RSA-SHA1" | "RSA-SHA256", text: string, privateKey: KeyObject): Promise<string> {
  return new Promise((resolve, reject) => {
    sign(algorithm, Buffer.from(text, "utf8"), privateKey, (error, signature) => {
      if (error) reject(error);
      else resolve(signature.toString("base64"));
    });
  });
}
