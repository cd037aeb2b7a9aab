/** "buyer1@example.com" → "bu***@example.com", "13812345678" → "138****5678": enough to recognise, too little to use. */
export function maskLogon(logon: string): string {
  const at = logon.indexOf("@");
  if (at > 0) return `${logon.slice(0, Math.min(2, at - 1))}***${logon.slice(at)}`;
  return logon.length >= 7 ? `${logon.slice(0, 3)}****${logon.slice(-4)}` : "***";
}
