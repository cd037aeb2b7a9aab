/** Where Alipay's messages come in. */
export type Endpoint = "notify" | "refund-notify" | "messages" | "return";
/** How a message is signed: the token protocol by MD5 or RSA, the current one by RSA2. */
export type Scheme = "MD5" | "0001" | "RSA2";
export type Field = [name: string, value: string];

/** A message that Alipay signed for the shop, decoded. */
export type Genuine = {
  /** What it says, for reports: "RSA2 paid". */
  name: string;
  scheme: Scheme;
  endpoint: Endpoint;
  fields: Field[];
  /** The charset in which it is escaped and signed. */
  charset: "utf-8" | "gbk";
  /** The payment's number that it is about; of a batch of refunds the refund's. */
  about: string;
  /** Whether taking it makes its order a paid one. */
  pays: boolean;
  /** The XML of a notice of the token protocol. */
  plain?: string;
  /** Where that is encrypted: the blocks, and what is in each. */
  cipher?: { blocks: Buffer[]; parts: Buffer[] };
};

/** A message as it is sent. */
export type Sent = {
  endpoint: Endpoint;
  method: string;
  /** Behind the path; of a return the message itself. */
  query: string;
  headers: Record<string, string>;
  body: Buffer;
  /** whole: with its length · chunked: in pieces · cut: the connection ends in the middle of it. */
  framing: "whole" | "chunked" | "cut";
};

export const FORM_TYPE = "application/x-www-form-urlencoded; charset=utf-8";

/** A message as Alipay sends it. */
export function sendAsIs(genuine: Genuine, encode: (genuine: Genuine) => string): Sent {
  const text = encode(genuine);
  const isReturn = genuine.endpoint === "return";
  return {
    endpoint: genuine.endpoint,
    method: isReturn ? "GET" : "POST",
    query: isReturn ? text : "",
    headers: isReturn ? {} : { "content-type": FORM_TYPE },
    body: isReturn ? Buffer.alloc(0) : Buffer.from(text, "latin1"),
    framing: "whole",
  };
}
