// Column types that drizzle does not bring.
import { customType } from 'drizzle-orm/pg-core';

/** A hash or key, 32 bytes, lower-case hex in code. */
export const bytes = customType<{ data: string; driverData: Buffer }>({
  dataType: () => 'bytea',
  fromDriver: (value) => value.toString('hex'),
  toDriver: (value) => Buffer.from(value, 'hex'),
});
