-- Lists with 100,000 open cases and a million tasks. Blocks reads and writes for some seconds there; a migration runs in
-- one transaction, where concurrently cannot be.
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "cases_by_opening";--> statement-breakpoint
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "cases_by_due";--> statement-breakpoint
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "cases_by_news";--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "tasks_open_by_due" ON "tasks" USING btree (coalesce("due_on", 'infinity'::date),"case_id","key") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "cases_by_opening" ON "cases" USING btree ("opened_on","id","status","light","state");--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "cases_by_due" ON "cases" USING btree ("due_on","id","status","light","state") WHERE "cases"."due_on" is not null;--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "cases_by_news" ON "cases" USING btree ("recorded_at","id","status","light","state");