import { describe, expect, test } from "vitest";
import { parseRobotUrl, robotUrl } from "./robot-url";

const KEY = "693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa";
const TOKEN = "0123456789abcdef".repeat(4);

describe("an owner who pastes a robot's address", () => {
  test.each([
    ["wecom", KEY, `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`],
    ["dingtalk", TOKEN, `https://oapi.dingtalk.com/robot/send?access_token=${TOKEN}`],
    ["feishu", KEY, `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}`],
    ["lark", KEY, `https://open.larksuite.com/open-apis/bot/v2/hook/${KEY}`],
  ] as const)("of %s: the service is known by it, and the token alone is kept", (kind, token, url) => {
    expect(parseRobotUrl(` ${url}\n`)).toEqual({ ok: true, kind, token });
    expect(robotUrl(kind, token).href).toBe(url);
  });

  test.each([
    "",
    "not an address",
    `http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`,
    `https://qyapi.weixin.qq.com.evil.example/cgi-bin/webhook/send?key=${KEY}`,
    `https://evil.example/cgi-bin/webhook/send?key=${KEY}`,
    `https://qyapi.weixin.qq.com@evil.example/cgi-bin/webhook/send?key=${KEY}`,
    `https://name:word@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${KEY}`,
    `https://qyapi.weixin.qq.com:8443/cgi-bin/webhook/send?key=${KEY}`,
    `https://qyapi.weixin.qq.com/cgi-bin/message/send?key=${KEY}`,
    `https://open.feishu.cn/open-apis/authen/${KEY}`,
  ])("%s is no robot's", (url) => {
    expect(parseRobotUrl(url)).toEqual({ ok: false, reason: "strange" });
  });

  test.each([
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send",
    "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a",
    "https://oapi.dingtalk.com/robot/send?access_token=",
    `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}/../../secret`,
    `https://open.feishu.cn/open-apis/bot/v2/hook/${KEY}/more`,
  ])("%s was cut off, or had something added", (url) => {
    expect(parseRobotUrl(url).ok).toBe(false);
  });
});
