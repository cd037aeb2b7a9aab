import { describe, expect, test } from "vitest";
import { aReceiver } from "@/test/receiver";
import { OutsideError, outside } from "./outside";

const POST = { headers: {}, body: "{}" };
const troubleOf = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  return error instanceof OutsideError ? error.trouble : error;
};

describe("an owner who types an address of the shop's own network", () => {
  test.each([
    ...["https://127.0.0.1/", "https://[::1]/", "https://10.0.0.1/", "https://169.254.169.254/latest/meta-data", "https://192.168.1.1/"],
    ...["https://[::ffff:127.0.0.1]/", "https://[::ffff:169.254.169.254]/", "https://2130706433/", "https://0x7f.1/", "https://127.1/"],
  ])("%s: nothing is sent", async (address) => {
    expect(await troubleOf(outside({ toLoopback: false }).post(new URL(address), POST))).toBe("not_public");
  });

  test("a name that leads to this machine: the socket itself refuses", async () => {
    const receiver = await aReceiver();
    const way = outside({ toLoopback: false });
    expect(await troubleOf(way.post(new URL(`https://localhost:${receiver.port}/`), POST))).toBe("not_public");
    expect(await troubleOf(way.connect("localhost", receiver.port))).toBe("not_public");
    expect(await troubleOf(way.connect("127.0.0.1", receiver.port))).toBe("not_public");
    // Not a written address to Node.js, but to the system's resolver.
    expect(await troubleOf(way.connect("2130706433", receiver.port))).toBe("not_public");
    expect(receiver.received).toEqual([]);
  });

  test("without https nothing is sent, whoever it is for", async () => {
    const receiver = await aReceiver();
    expect(await troubleOf(outside({ toLoopback: false }).post(new URL("http://1.1.1.1/"), POST))).toBe("not_https");
    expect(await troubleOf(outside({ toLoopback: false }).post(new URL(receiver.url), POST))).toBe("not_public");
    expect(await troubleOf(outside({ toLoopback: true }).post(new URL("ftp://1.1.1.1/"), POST))).toBe("not_https");
    expect(receiver.received).toEqual([]);
  });

  test("in a demonstration this machine alone is reached without https, and neither its neighbours nor the metadata of a cloud", async () => {
    const receiver = await aReceiver(() => ({ body: "taken" }));
    const way = outside({ toLoopback: true });
    expect(await way.post(new URL(receiver.url), POST)).toEqual({ status: 200, retryAfterS: null, body: "taken" });
    for (const address of ["http://10.0.0.1/", "http://169.254.169.254/", "https://192.168.1.1/", "http://1.1.1.1/"])
      expect(await troubleOf(way.post(new URL(address), POST))).toBe("not_public");
  });
});

describe("a receiver that misbehaves", () => {
  test("sends us on to a private address: nobody goes there", async () => {
    const target = await aReceiver();
    const receiver = await aReceiver(() => ({ status: 302, headers: { location: target.url } }));
    expect(await outside({ toLoopback: true }).post(new URL(receiver.url), POST)).toMatchObject({ status: 302 });
    expect(target.received).toEqual([]);
  });

  test("never answers: it is left after a while", async () => {
    const receiver = await aReceiver(() => "silence");
    expect(await troubleOf(outside({ toLoopback: true, patienceMs: 100 }).post(new URL(receiver.url), POST))).toBe("timeout");
  });

  test("answers with more than anybody reads: it is cut off", async () => {
    const receiver = await aReceiver(() => ({ body: "x".repeat(1_000_000) }));
    expect(await troubleOf(outside({ toLoopback: true }).post(new URL(receiver.url), POST))).toBe("too_long");
  });

  test("is not there, or speaks no TLS: it says which", async () => {
    const receiver = await aReceiver();
    const way = outside({ toLoopback: true });
    expect(await troubleOf(way.post(new URL("http://127.0.0.1:1/"), POST))).toBe("unreachable");
    expect(await troubleOf(way.post(new URL(`https://127.0.0.1:${receiver.port}/`), POST))).toBe("tls");
  });
});
