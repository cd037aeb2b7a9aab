/** As much as test/s3-server.ts asks of it. */
declare module "@20minutes/s3rver" {
  type Options = {
    address: string;
    port: number;
    silent: boolean;
    directory: string;
    serviceEndpoint: string;
    configureBuckets: { name: string }[];
  };
  export default class S3rver {
    constructor(options: Options);
    httpServer: import("node:http").Server;
    run(): Promise<{ address: string; port: number }>;
    close(): Promise<void>;
  }
}
