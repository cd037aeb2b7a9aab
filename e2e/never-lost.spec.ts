import { neverLost } from "./journeys/never-lost";

neverLost({ channel: "mapi" });
