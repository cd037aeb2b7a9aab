// Builds the shop for its image (container/Containerfile).
import { createHash } from "node:crypto";
import { ensureBuild, ensureClient } from "../stack/build";
import { createProgress } from "../stack/progress";
import { makeDataDir } from "../stack/settings";

const dataDir = ".data";
process.env.BUILD_STANDALONE = "1";
// Next numbers the forms' actions by this key and writes it into the build. It is no secret here, since images are passed around, and
// always the same, so that a page of one version finds its actions in the next. The key that seals is given to the running shop.
process.env.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY = createHash("sha256").update("the numbers of the forms' actions").digest("base64");
makeDataDir(dataDir);
const options = { progress: createProgress(), dataDir };
await ensureClient(options);
await ensureBuild(options);
