import { type Result, refuse } from "@/lib/server/result";
import type { RobotKind } from "./channel";

/** The addresses of robots are public knowledge but for the token, so that only that is kept and no request can go elsewhere. */
const ROBOTS: Record<RobotKind, { host: string; path: string; query?: string; token: RegExp }> = {
  wecom: { host: "qyapi.weixin.qq.com", path: "/cgi-bin/webhook/send", query: "key", token: /^[A-Za-z0-9-]{16,64}$/ },
  dingtalk: { host: "oapi.dingtalk.com", path: "/robot/send", query: "access_token", token: /^[A-Za-z0-9]{32,128}$/ },
  feishu: { host: "open.feishu.cn", path: "/open-apis/bot/v2/hook/", token: /^[A-Za-z0-9-]{16,64}$/ },
  lark: { host: "open.larksuite.com", path: "/open-apis/bot/v2/hook/", token: /^[A-Za-z0-9-]{16,64}$/ },
};

/**
 * Reads the address that a service shows for a group's robot. Pure.
 * Refuses one of another host (strange), and one in which the token is missing or cut off (no_token).
 */
export function parseRobotUrl(text: string): Result<{ kind: RobotKind; token: string }, "strange" | "no_token"> {
  const typed = text.trim();
  const url = URL.canParse(typed) ? new URL(typed) : null;
  if (url?.protocol !== "https:" || url.port !== "" || url.username !== "" || url.password !== "") return refuse("strange");
  for (const [kind, robot] of Object.entries(ROBOTS) as [RobotKind, (typeof ROBOTS)[RobotKind]][]) {
    if (url.hostname !== robot.host) continue;
    const isPath = robot.query ? url.pathname === robot.path : url.pathname.startsWith(robot.path);
    if (!isPath) return refuse("strange");
    const token = robot.query ? url.searchParams.get(robot.query) : url.pathname.slice(robot.path.length);
    return token && robot.token.test(token) ? { ok: true, kind, token } : refuse("no_token");
  }
  return refuse("strange");
}

/** The address of a robot; the other way round. */
export function robotUrl(kind: RobotKind, token: string): URL {
  const { host, path, query } = ROBOTS[kind];
  const url = new URL(`https://${host}${path}${query ? "" : encodeURIComponent(token)}`);
  if (query) url.searchParams.set(query, token);
  return url;
}
