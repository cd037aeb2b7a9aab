import "server-only";
import pg from "pg";

/** A statement by the name under which a connection keeps its plan. */
export type NamedStatement = { name: string; text: string; values: readonly unknown[] };
type Written = { name: string; text: string; wire: (string | null)[] };
export type BatchRow = Record<string, unknown>;
type Done = (error: Error | null, answers?: BatchRow[][]) => void;
/** Of pg's connection, what it keeps its own named statements in as well. */
type Known = { parsedStatements: Record<string, string> };
type Field = { name: string; dataTypeID: number };

const { builtins } = pg.types;

/**
 * Several statements that one connection sends in one go, and whose answers it reads together: one round trip and one write to the
 * socket, where pg's own queries take one for each. PostgreSQL runs them in their order, each with a view of its own; after one that
 * fails it skips the rest.
 */
export class Batch implements pg.Submittable {
  readonly #statements: readonly Written[];
  readonly #answers: BatchRow[][] = [];
  /** What pg does not know of yet. */
  readonly #isNew: Written[] = [];
  #connection: (pg.Connection & Known) | null = null;
  #trouble: Error | null = null;
  #rows: BatchRow[] = [];
  #fields: Field[] = [];
  /** pg puts its own in place, which stops the clock of a question that takes too long. */
  callback: Done;

  /** @throws {TypeError} for a value that no statement can take */
  constructor(statements: readonly NamedStatement[], done: Done) {
    this.#statements = statements.map(({ name, text, values }) => ({ name, text, wire: values.map(toWire) }));
    this.callback = done;
  }

  /** Whether the connection may hold a statement that pg does not know of, since what came before it failed. */
  get isUnsure(): boolean {
    return this.#isNew.length > 0;
  }

  submit(connection: pg.Connection): void {
    this.#connection = connection as pg.Connection & Known;
    const { stream } = connection;
    stream.cork();
    try {
      for (const statement of this.#statements) this.#send(statement, this.#connection);
      connection.sync();
    } finally {
      stream.uncork();
    }
  }

  #send(statement: Written, connection: pg.Connection & Known): void {
    const { name, text, wire } = statement;
    if (connection.parsedStatements[name] === undefined && !this.#isNew.some((one) => one.name === name)) {
      connection.parse({ name, text, types: [] }, true);
      this.#isNew.push(statement);
    }
    connection.bind({ statement: name, values: wire }, true);
    connection.describe({ type: "P", name: "" }, true);
    connection.execute({ portal: "" }, true);
  }

  handleRowDescription({ fields }: { fields: Field[] }): void {
    this.#fields = fields;
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    try {
      this.#rows.push(this.#read(fields));
    } catch (error) {
      // Thrown here it would end the process, since nobody waits for a message of the socket.
      this.#trouble = error instanceof Error ? error : new Error("a row could not be read", { cause: error });
    }
  }

  #read(texts: readonly (string | null)[]): BatchRow {
    const row: BatchRow = {};
    for (const [at, { name, dataTypeID }] of this.#fields.entries()) {
      const text = texts[at] ?? null;
      row[name] = text === null ? null : parserOf(dataTypeID)(text);
    }
    return row;
  }

  handleCommandComplete(): void {
    this.#answers.push(this.#rows);
    this.#rows = [];
  }

  /** With the answers of what came before it. */
  handleError(error: Error): void {
    this.callback(error, this.#answers);
  }

  handleReadyForQuery(): void {
    for (const { name, text } of this.#isNew.splice(0)) if (this.#connection) this.#connection.parsedStatements[name] = text;
    this.callback(this.#trouble, this.#answers);
  }

  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}

/** An int8 is a bigint, as from Prisma's own methods. */
function parserOf(type: number): (text: string) => unknown {
  return type === builtins.INT8 ? BigInt : pg.types.getTypeParser(type, "text");
}

/** A value as PostgreSQL reads it. JSON is written by whoever sends it, since an array is one of PostgreSQL's own here. */
function toWire(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return `{${value.map(toElement).join(",")}}`;
  if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean")
    return String(value);
  throw new TypeError(`a statement cannot take ${typeof value}`);
}

function toElement(value: unknown): string {
  const text = toWire(value);
  return text === null ? "NULL" : `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
