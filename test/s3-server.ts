import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import S3rver from "@20minutes/s3rver";
import { onTestFinished } from "vitest";
import type { S3Settings } from "@/lib/shop/pictures/stores/s3-settings";

export const S3_SECRET = "S3RVER";

/**
 * A server of its own for the test that speaks S3 and checks each signature, with one empty bucket, and what leads to it. (It takes
 * signatures of the fourth version by path alone: for buckets in the host's name see signed-as-amazon-says.ts.)
 */
export async function s3Server(): Promise<S3Settings & { folder: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), "xiaopu-s3-"));
  const bucket = "tea-pictures";
  const server = new S3rver({
    ...{ address: "127.0.0.1", port: 0, silent: true, directory: folder, serviceEndpoint: "localhost" },
    configureBuckets: [{ name: bucket }],
  });
  const { port } = await server.run();
  onTestFinished(async () => {
    server.httpServer.closeAllConnections();
    await server.close();
    await rm(folder, { recursive: true });
  });
  return {
    ...{ folder, bucket, region: "cn-hangzhou", accessKeyId: "S3RVER", secretAccessKey: S3_SECRET },
    ...{ endpoint: new URL(`http://127.0.0.1:${port}`), style: "path", timeoutMs: 10_000 },
  };
}
