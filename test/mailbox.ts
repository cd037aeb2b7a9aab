import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { onTestFinished } from "vitest";

export type Mailbox = {
  port: number;
  mails: { from: string; to: string; text: string }[];
  heard: string[];
  refuse: Record<string, string>;
};

/**
 * A mail server on this machine, as much of SMTP (RFC 5321, RFC 4954) as a program needs to hand in a mail. `refuse`: what it answers to
 * a word instead of taking it.
 */
export async function aMailbox({ user, password }: { user: string; password: string }): Promise<Mailbox> {
  const box: Mailbox = { port: 0, mails: [], heard: [], refuse: {} };
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    converse(socket, box, Buffer.from(`\0${user}\0${password}`).toString("base64"));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    for (const socket of open) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  box.port = (server.address() as AddressInfo).port;
  return box;
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
