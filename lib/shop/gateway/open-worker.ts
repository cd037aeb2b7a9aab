// The thread that decrypts what one key's contract encrypts (open-aside.ts starts it): each message is one text, each answer what came out.
import { parentPort, workerData } from "node:worker_threads";
import { decryptBlocks } from "@/lib/alipay/rsa";
import type { OpeningKey } from "./open-aside";

const { privateKey } = workerData as OpeningKey;
parentPort?.on("message", (sealed: string) => parentPort?.postMessage(decryptBlocks(sealed, privateKey)));
