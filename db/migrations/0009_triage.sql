CREATE TABLE "triage_levers" (
	"org" uuid NOT NULL,
	"version" integer NOT NULL,
	"levers" jsonb NOT NULL,
	"reason" text NOT NULL,
	"effect" jsonb NOT NULL,
	"person" uuid NOT NULL,
	"command_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "triage_levers_org_version_pk" PRIMARY KEY("org","version"),
	CONSTRAINT "triage_levers_command" UNIQUE("person","command_id"),
	CONSTRAINT "triage_levers_version" CHECK ("triage_levers"."version" >= 1)
);
--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "plan_unit" uuid;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "plan_risk" text;--> statement-breakpoint
ALTER TABLE "cases" ADD COLUMN "cleared_on" date;--> statement-breakpoint
-- What the lives already say, so that verify finds nothing to complain of.
UPDATE "cases" SET "plan_unit" = ("life" #>> '{plan,content,unit}')::uuid, "plan_risk" = "life" #>> '{plan,content,risk}',
	"cleared_on" = ("life" #>> '{plan,cleared,on}')::date
	WHERE 'petition' = any("levels") AND "life" -> 'plan' IS NOT NULL;--> statement-breakpoint
ALTER TABLE "triage_levers" ADD CONSTRAINT "triage_levers_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "triage_levers" ADD CONSTRAINT "triage_levers_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Holds writes while it looks through the cases once, as 0007 does; a migration runs in one transaction.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "cases_backlog" ON "cases" USING btree ("district","id") WHERE "cases"."status" = 'open' and 'petition' = any("cases"."levels") and "cases"."cleared_on" is null;--> statement-breakpoint
CREATE TRIGGER "triage_levers_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "triage_levers"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
