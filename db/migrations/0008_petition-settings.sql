CREATE TABLE "petition_settings" (
	"org" uuid NOT NULL,
	"version" integer NOT NULL,
	"guarantees" jsonb NOT NULL,
	"transfer_cap" integer NOT NULL,
	"repeat_months" integer NOT NULL,
	"person" uuid NOT NULL,
	"command_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "petition_settings_org_version_pk" PRIMARY KEY("org","version"),
	CONSTRAINT "petition_settings_command" UNIQUE("person","command_id"),
	CONSTRAINT "petition_settings_version" CHECK ("petition_settings"."version" >= 1)
);
--> statement-breakpoint
-- Not released yet: no installation has rows that these would block.
-- squawk-ignore require-concurrent-index-deletion
DROP INDEX "campaign_notices_person";--> statement-breakpoint
ALTER TABLE "campaign_notices" DROP CONSTRAINT "campaign_notices_campaign_id_on_unit_what_pk";--> statement-breakpoint
ALTER TABLE "balance_days" ADD COLUMN "taken_over" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_notices" ADD COLUMN "recipient" text;--> statement-breakpoint
UPDATE "campaign_notices" SET "recipient" = coalesce("person"::text, "org" || '/' || "role");--> statement-breakpoint
-- squawk-ignore adding-not-nullable-field
ALTER TABLE "campaign_notices" ALTER COLUMN "recipient" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_notices" ADD COLUMN "open" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "campaign_notices" ALTER COLUMN "open" DROP DEFAULT;--> statement-breakpoint
-- squawk-ignore constraint-missing-not-valid, adding-serial-primary-key-field
ALTER TABLE "campaign_notices" ADD CONSTRAINT "campaign_notices_campaign_id_on_unit_what_recipient_pk" PRIMARY KEY("campaign_id","on","unit","what","recipient");--> statement-breakpoint
ALTER TABLE "conduct_entries" ADD COLUMN "time_of_day" text;--> statement-breakpoint
ALTER TABLE "conduct_entries" ADD COLUMN "evidence" text;--> statement-breakpoint
ALTER TABLE "petition_settings" ADD CONSTRAINT "petition_settings_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "petition_settings" ADD CONSTRAINT "petition_settings_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "campaign_notices_recipient" ON "campaign_notices" USING btree ("recipient","on");--> statement-breakpoint
CREATE TRIGGER "petition_settings_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "petition_settings"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();--> statement-breakpoint
CREATE TRIGGER "petition_settings_version" AFTER INSERT ON "petition_settings"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_version"('organisations');
