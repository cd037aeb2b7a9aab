/** Who acts in the back office, and from where. Actions make it of the request, the console's programs of nothing. Pure. */
export type By = {
  /** null: nobody that we know. */
  ownerId: number | null;
  login: string;
  via: "web" | "console";
  ip: string;
  userAgent: string;
};

/** A program that somebody runs on the shop's own machine. */
export const CONSOLE: By = { ownerId: null, login: "", via: "console", ip: "", userAgent: "" };
