import type { AlertEvent } from "../outbox/alert-event";

/** The noun: a way on which the owner is told. Pure. */

export const ROBOT_KINDS = ["wecom", "dingtalk", "feishu", "lark"] as const;
export type RobotKind = (typeof ROBOT_KINDS)[number];
export type ChannelKind = RobotKind | "email" | "webhook";

/** What opens a channel; sealed in the database, and shown nowhere. Of a robot's address only its token is kept: its host is fixed. */
export type ChannelAccess =
  | { kind: "wecom"; token: string }
  | { kind: "dingtalk" | "feishu" | "lark"; token: string; secret: string }
  | { kind: "email"; host: string; port: number; user: string; password: string; from: string; to: string }
  | { kind: "webhook"; url: string; secret: string };

/** active · paused: by the owner; nothing is written for it · stopped: its key or signature is not taken; what is written waits. */
export type ChannelStatus = "active" | "paused" | "stopped";

export type Channel = {
  id: string;
  kind: ChannelKind;
  name: string;
  /** Stands for what is sealed: a host, the end of a token. */
  target: string;
  events: AlertEvent[];
  status: ChannelStatus;
  problem: string | null;
  sentAt: Date | null;
  /** How many alerts wait for it. */
  waiting: number;
};

/** More would be more requests for each order than anybody reads. */
export const MOST_CHANNELS = 10;

/** The end of a token, by which its owner knows it and nobody guesses the rest. */
export function maskToken(token: string): string {
  return `…${token.slice(-4)}`;
}
