import type { WordEvent } from "../outbox/word-event";

/** The noun: a way by which buyers are told. Pure. */

export type WordChannelKind = "email" | "aliyun" | "webhook";

/** The codes of templates that Alibaba Cloud has approved, one an event; empty where the owner has none. */
export type Templates = Record<WordEvent, string>;

/** What opens a channel; sealed in the database, and shown nowhere. */
export type WordAccess =
  | { kind: "email"; host: string; port: number; user: string; password: string; from: string }
  | { kind: "aliyun"; keyId: string; keySecret: string; signName: string; templates: Templates }
  | { kind: "webhook"; url: string; secret: string };

/** active · paused: by the owner; nothing is written for it · stopped: its key is not taken; what is written waits. */
export type WordChannelStatus = "active" | "paused" | "stopped";
