/** Who acts in the back office, and from where. Actions make it of the request, the console's programs of nothing. Pure. */
export type By = {
  /** null: nobody that we know. */
  ownerId: number | null;
  login: string;
  /** How the timelines and the trail call them; none: 店主. */
  name?: string;
  via: "web" | "console";
  ip: string;
  userAgent: string;
};

/** A program that somebody runs on the shop's own machine. */
export const CONSOLE: By = { ownerId: null, login: "", via: "console", ip: "", userAgent: "" };

/** Who of the back office did it, for the detail of an order's timeline; nothing where it was 店主, or nobody of the back office. */
export function whoOf({ by }: { by?: By | undefined }): Record<string, string> {
  return by?.name ? { who: by.name } : {};
}
