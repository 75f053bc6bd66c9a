-- Rewrites both tables, once. The append-only trigger is about rows, and no event changes its value.
-- squawk-ignore changing-column-type
ALTER TABLE "cases" ALTER COLUMN "life" SET DATA TYPE json;--> statement-breakpoint
-- squawk-ignore changing-column-type
ALTER TABLE "events" ALTER COLUMN "body" SET DATA TYPE json;
