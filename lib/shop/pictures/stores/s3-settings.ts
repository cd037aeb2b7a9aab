/** Where an S3-compatible store is, and who we are there. The secret is in nobody's hands but the signer's. */
export type S3Settings = {
  /** An origin, https but on this machine. */
  endpoint: URL;
  bucket: string;
  region: string;
  accessKeyId: string;
  secretAccessKey: string;
  /** path: https://endpoint/bucket/file. host: https://bucket.endpoint/file, which Amazon and Aliyun want. */
  style: "path" | "host";
  /** How long an answer may be waited for, and each next piece of it, in ms. */
  timeoutMs: number;
};
