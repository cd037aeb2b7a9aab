/** Flags with which node runs TypeScript. */
export const TSX = ["--import", "tsx"];

/** And with which it runs modules of the shop that are meant for the server alone: `server-only` is empty under this condition. */
export const SERVER_TSX = ["--conditions=react-server", ...TSX];
