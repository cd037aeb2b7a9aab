// The thread that explains one pasted text (explain-paste.ts starts it): it answers once and is ended then.
import { parentPort, workerData } from "node:worker_threads";
import { explainPastedText, type PastedQuestion } from "./explain-pasted-text";

parentPort?.postMessage(explainPastedText(workerData as PastedQuestion));
