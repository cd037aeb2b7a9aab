// The thread that explains one body (explain-delivery.ts starts it): it answers once and is ended then.
import { parentPort, workerData } from "node:worker_threads";
import { explainBody, type Question } from "./explain-body";

parentPort?.postMessage(explainBody(workerData as Question));
