import { join } from "node:path";

// Next takes plugins by name or path, and a path only from the root. CommonJS, since that is how it loads them.
export default {
  plugins: { "@tailwindcss/postcss": {}, [join(process.cwd(), "scripts/css/for-old-browsers.cjs")]: {} },
};
