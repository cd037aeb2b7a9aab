import type { Settings } from "./settings";

type Line = (text?: string) => void;

/** Says in a few lines what runs where, with a QR code for a phone. */
export async function greet(options: { settings: Settings; databasePlace: string; line: Line }): Promise<void> {
  const { settings, databasePlace, line } = options;
  const { shopUrl, emulatorPort, dataDir, localHost, port } = settings;
  const isLoopback = /^https?:\/\/(127\.|localhost|\[::1\])/.test(shopUrl);
  const local = `http://${localHost}:${port}`;
  line();
  line(`  小铺 runs.   ${shopUrl}${isLoopback || local === shopUrl ? "" : `   (on this machine also ${local})`}`);
  line(`  back office  ${shopUrl}/admin`);
  if (emulatorPort !== null) {
    line(`  emulator     http://${localHost}:${emulatorPort}   stands in for Alipay: 演示模式, no real money moves`);
  }
  line(`  data         ${dataDir}${databasePlace.startsWith(dataDir) ? "" : ` (database: ${databasePlace})`}`);
  line();
  if (isLoopback) line(`  For a phone, give this machine's address: SHOP_URL=http://<address>:${port} npm start`);
  else await drawCode(shopUrl, line);
  line("  Ctrl-C stops everything.");
  line();
}

async function drawCode(url: string, line: Line): Promise<void> {
  const { default: qrcode } = await import("qrcode");
  const code = await qrcode.toString(url, { type: "terminal", small: true });
  line(
    code
      .trimEnd()
      .split("\n")
      .map((row) => `  ${row}`)
      .join("\n"),
  );
}
