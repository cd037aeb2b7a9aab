import { readNews } from "@/lib/shop/overview/read-news";
import { memberRoute } from "../../member";

/** What the open back office asks for by itself; it is no visit, so that a screen that nobody looks at is logged out as before. */
export const GET = memberRoute<object>(
  "orders.read",
  async (_request, _context, { shop }) => Response.json(await readNews(shop), { headers: { "Cache-Control": "no-store" } }),
  { isVisit: false },
);
