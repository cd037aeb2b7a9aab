/** Names whose values identify a person or allow a payment. */
const PRIVATE =
  /^(buyer_email|buyer_logon_id|buyer_id|buyer_user_id|buyer_open_id|request_token|auth_token|app_auth_token|seller_email|\w*(mobile|phone)|contactor|cert_no)$/;

/** A signed string as it may be shown: private values keep their first two characters. */
export function maskSigned(text: string): string {
  return text
    .replace(/(?<=^|&)(\w+)=([^&]*)/g, (pair, name: string, value: string) => (PRIVATE.test(name) ? `${name}=${mask(value)}` : pair))
    .replace(/<(\w+)>([^<]*)<\/\1>/g, (element, name: string, value: string) =>
      PRIVATE.test(name) ? `<${name}>${mask(value)}</${name}>` : element,
    )
    .replace(/"(\w+)":"((?:[^"\\]|\\.)*)"/g, (member, name: string, value: string) =>
      PRIVATE.test(name) ? `"${name}":"${mask(value)}"` : member,
    );
}

function mask(value: string): string {
  return value === "" ? "" : `${Array.from(value).slice(0, 2).join("")}***`;
}
