import { decodeBase64 } from "../base64";
import { decodeUtf8 } from "../utf8";
import { decryptAes } from "./aes";
import { parseJsonObject, splitMembers } from "./json";
import { type ApiFields, fieldText, responseName, successFields } from "./response";

export const CERTIFICATE_METHOD = "alipay.open.app.alipaycert.download";

/** `biz_content` of the request for one of Alipay's certificates by its serial (docs/wire/alipay-openapi.md §2.7). */
export function certificateContent(alipayCertSn: string): Record<string, string> {
  return { alipay_cert_sn: alipayCertSn };
}

/**
 * The certificate in an answer, as PEM; null when there is none. The answer is signed with the very certificate that it
 * brings, so its signature proves nothing: the certificate's own chain to the root must.
 */
export function readCertificate(text: string, aesKey: Buffer | null): string | null {
  const raw = splitMembers(text)?.find(({ name }) => name === responseName(CERTIFICATE_METHOD))?.raw;
  const fields = raw === undefined ? null : parseJsonObject(raw.startsWith('"') ? decrypt(raw, aesKey) : raw);
  const content = fields && decodeBase64(fieldText(fields, "alipay_cert_content"));
  return content ? decodeUtf8(content) : null;
}

/** The gateway's side: the fields that bring a certificate. */
export function certificateFields(pem: string): ApiFields {
  return successFields({ alipay_cert_content: Buffer.from(pem, "utf8").toString("base64") });
}

function decrypt(quoted: string, aesKey: Buffer | null): string {
  const sealed: unknown = JSON.parse(quoted);
  return (aesKey && typeof sealed === "string" ? decryptAes(sealed, aesKey) : null) ?? "";
}
