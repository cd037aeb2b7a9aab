/** Whether names with values are a message's parameters: signed, or at least one that only such a message has. */
export function isParams(params: ReadonlyMap<string, unknown>): boolean {
  return params.size >= 3 && (params.has("sign") || params.has("notify_id") || (params.has("app_id") && params.has("method")));
}
