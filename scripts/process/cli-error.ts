/** An error that the user can correct: only its message is shown, without a stack trace. */
export class CliError extends Error {
  override name = "CliError";
}

/** Prints the error that ended a program; an unexpected one with its stack trace. */
export function printError(error: unknown): void {
  console.error(error instanceof CliError ? `\n${error.message}\n` : error);
}

/** The system's or the database's code of an error (ENOENT, 28P01 …), or undefined. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
