import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";

export type Mailbox = {
  port: number;
  mails: { from: string; to: string; text: string }[];
  heard: string[];
  refuse: Record<string, string>;
};

/**
 * A mail server on this machine, as much of SMTP (RFC 5321, RFC 4954) as a program needs to hand in a mail. `refuse`: what it answers to
 * a word instead of taking it. `port`: any that is free, unless said.
 */
export async function startMailServer(
  { user, password }: { user: string; password: string },
  { port = 0 } = {},
): Promise<{ box: Mailbox; close: () => Promise<void> }> {
  const box: Mailbox = { port: 0, mails: [], heard: [], refuse: {} };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    converse(socket, box, Buffer.from(`\0${user}\0${password}`).toString("base64"));
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, "127.0.0.1", resolve));
  box.port = (server.address() as AddressInfo).port;
  return {
    box,
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What a person reads of a mail: its head in whole lines, its subject and its body. */
export function readMail(raw: string): { subject: string; body: string; head: string } {
  const at = raw.indexOf("\n\n");
  const head = raw.slice(0, at).replace(/\n[ \t]/g, " ");
  const line = /^Subject: (.*)$/m.exec(head)?.[1] ?? "";
  const words = [...line.matchAll(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi)];
  const decoded = words.map(([, how = "", text = ""]) => (how.toUpperCase() === "B" ? fromBase64(text) : unquote(text.replace(/_/g, " "))));
  const body = raw.slice(at + 2);
  return {
    head,
    subject: words.length > 0 ? decoded.join("") : line,
    body: /^content-transfer-encoding: base64/im.test(head) ? fromBase64(body) : unquote(body.replace(/=\n/g, "")),
  };
}

function fromBase64(text: string): string {
  return Buffer.from(text, "base64").toString();
}

function unquote(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString();
}

function converse(socket: Socket, box: Mailbox, login: string): void {
  const say = (line: string) => socket.write(`${line}\r\n`);
  const mail = { from: "", to: "", text: "" };
  let buffer = "";
  let isData = false;
  let isKnown = false;
  const hear = (line: string) => {
    box.heard.push(line);
    const [word = "", rest = ""] = [line.slice(0, 4).toUpperCase(), line.slice(5)];
    if (box.refuse[word]) return void say(box.refuse[word]);
    if (word === "EHLO") return void say("250-mail.example\r\n250-AUTH PLAIN\r\n250 8BITMIME");
    if (word === "AUTH") {
      isKnown = rest === `PLAIN ${login}`;
      return void say(isKnown ? "235 2.7.0 ok" : "535 5.7.8 wrong");
    }
    if (!isKnown && word !== "QUIT") return void say("530 5.7.0 who are you");
    if (word === "MAIL") mail.from = rest;
    if (word === "RCPT") mail.to = rest;
    if (word === "DATA") {
      isData = true;
      return void say("354 go on");
    }
    say(word === "QUIT" ? "221 bye" : "250 ok");
  };
  say("220 mail.example");
  socket.on("error", () => {});
  socket.on("data", (chunk) => {
    buffer += chunk.toString("utf8");
    for (let end = buffer.indexOf("\r\n"); end >= 0; end = buffer.indexOf("\r\n")) {
      const line = buffer.slice(0, end);
      buffer = buffer.slice(end + 2);
      if (!isData) hear(line);
      else if (line === ".") {
        isData = false;
        box.mails.push({ ...mail });
        say("250 kept");
      } else mail.text += `${line}\n`;
    }
  });
}
