import { expect, test } from "vitest";
import { databaseBefore } from "./database";

const STAFF = "20261130300000_staff";

test("the owner of a shop in use that is brought up to date stays the owner, and logged in", async () => {
  const { client, bringUp } = await databaseBefore(STAFF);
  await client.query("INSERT INTO owners (login, password_hash) VALUES ('owner', 'x')");
  await client.query(
    "INSERT INTO owner_sessions (token_hash, owner_id, expires_at) SELECT 'hash', id, now() + interval '1 day' FROM owners",
  );
  await client.query("INSERT INTO audit_entries (at, kind, owner_id, login, via) VALUES (now(), 'login', 1, 'owner', 'web')");
  await bringUp();
  expect((await client.query("SELECT role, name, removed_at FROM owners")).rows).toEqual([{ role: "OWNER", name: "", removed_at: null }]);
  const sessions = await client.query(
    "SELECT s.token_hash, o.role FROM owner_sessions s JOIN owners o ON o.id = s.owner_id WHERE s.expires_at > now()",
  );
  expect(sessions.rows).toEqual([{ token_hash: "hash", role: "OWNER" }]);
  expect((await client.query("SELECT name FROM audit_entries")).rows).toEqual([{ name: "" }]);
  // Whoever makes a login from now on says what it may do.
  await expect(client.query("INSERT INTO owners (login, password_hash) VALUES ('clerk', 'x')")).rejects.toThrow(/role/);
});
