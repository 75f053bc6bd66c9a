-- Blocks writes for a second or two with a million cases; a migration runs in one transaction, where concurrently cannot be.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "cases_open" ON "cases" USING btree ("id") WHERE "cases"."status" = 'open';