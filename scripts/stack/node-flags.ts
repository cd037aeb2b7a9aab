/** Flags with which node runs TypeScript. */
export const TSX = ["--import", "tsx"];

/** Flags for modules of the shop that import `server-only`, which throws without this condition. */
export const SERVER_TSX = ["--conditions=react-server", ...TSX];
