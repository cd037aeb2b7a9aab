/**
 * Where to go after a login: a path of the back office and nothing else. `//evil`, `/\evil`, another scheme, dot segments
 * and control characters all become `/admin`.
 */
export function safeNext(next: string | undefined): string {
  const isSafe = next !== undefined && next.length <= 500 && /^\/admin(?:\/[\w-]+)*(?:\?[\w\-.~%&=+]*)?$/.test(next);
  return isSafe && !/^\/admin\/(?:login|setup|join)\b/.test(next) ? next : "/admin";
}
