// Where drizzle-kit reads the schema and writes migrations (`npm run db:generate -- --name what-changes`).
import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'postgresql',
  schema: './db/schema',
  out: './db/migrations',
  strict: true,
});
