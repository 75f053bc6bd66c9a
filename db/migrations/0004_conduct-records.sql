CREATE TABLE "conduct_entries" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"record" uuid NOT NULL,
	"step" text NOT NULL,
	"item" text,
	"on_day" date NOT NULL,
	"place" text,
	"words" text NOT NULL,
	"basis" text,
	"person" uuid NOT NULL,
	"role" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conduct_entries_first" CHECK (("conduct_entries"."step" = 'recorded') = ("conduct_entries"."item" is not null)),
	CONSTRAINT "conduct_entries_referral" CHECK (("conduct_entries"."step" = 'referral-decided') = ("conduct_entries"."basis" is not null))
);
--> statement-breakpoint
ALTER TABLE "conduct_entries" ADD CONSTRAINT "conduct_entries_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entries" ADD CONSTRAINT "conduct_entries_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conduct_entries_case" ON "conduct_entries" USING btree ("case_id","at");--> statement-breakpoint
-- Not released yet: no installation has a record that this would block.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "events_of_clearance" ON "events" USING btree ("case_id","seq") WHERE "events"."type" in ('registerPetition', 'addMeasure', 'changeMeasure', 'dropMeasure', 'completeMeasure', 'serveDecision', 'signOff', 'clear', 'recordVisit', 'reportRelapse', 'reopen');--> statement-breakpoint
CREATE TRIGGER "conduct_entries_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "conduct_entries"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
