import { NoAccess } from "../parts/no-access";

export default function Forbidden() {
  return (
    <main>
      <NoAccess />
    </main>
  );
}
