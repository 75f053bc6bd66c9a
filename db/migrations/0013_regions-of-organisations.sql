CREATE TABLE "organisation_regions" (
	"person" uuid NOT NULL,
	"command_id" text NOT NULL,
	"org" uuid NOT NULL,
	"region" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisation_regions_person_command_id_pk" PRIMARY KEY("person","command_id")
);
--> statement-breakpoint
ALTER TABLE "organisations" ADD COLUMN "region" text DEFAULT 'CN' NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation_regions" ADD CONSTRAINT "organisation_regions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisation_regions" ADD CONSTRAINT "organisation_regions_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- A few thousand rows at most: the scan takes milliseconds.
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_region" CHECK ("organisations"."region" ~ '^CN(-[A-Z]{2})?$');--> statement-breakpoint
-- A few thousand rows at most: the scan takes milliseconds.
-- squawk-ignore constraint-missing-not-valid
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_region_of" CHECK ("organisations"."region" = 'CN' or "organisations"."kind" in ('region', 'district'));--> statement-breakpoint
CREATE TRIGGER "organisation_regions_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "organisation_regions"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
