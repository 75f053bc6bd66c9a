CREATE TABLE "balance_days" (
	"scope" uuid NOT NULL,
	"on" date NOT NULL,
	"opening" integer NOT NULL,
	"cleared" integer NOT NULL,
	"relapsed" integer NOT NULL,
	"entered" integer NOT NULL,
	"closing" integer NOT NULL,
	"cases" jsonb NOT NULL,
	CONSTRAINT "balance_days_scope_on_pk" PRIMARY KEY("scope","on"),
	CONSTRAINT "balance_days_hold" CHECK ("balance_days"."opening" - "balance_days"."cleared" + "balance_days"."relapsed" + "balance_days"."entered" = "balance_days"."closing")
);
--> statement-breakpoint
CREATE TABLE "campaign_cases" (
	"campaign_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"unit" uuid NOT NULL,
	"chosen_on" date NOT NULL,
	CONSTRAINT "campaign_cases_campaign_id_case_id_pk" PRIMARY KEY("campaign_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "campaign_notices" (
	"campaign_id" uuid NOT NULL,
	"on" date NOT NULL,
	"unit" uuid NOT NULL,
	"what" text NOT NULL,
	"role" text NOT NULL,
	"org" uuid NOT NULL,
	"person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "campaign_notices_campaign_id_on_unit_what_pk" PRIMARY KEY("campaign_id","on","unit","what")
);
--> statement-breakpoint
CREATE TABLE "campaign_weeks" (
	"campaign_id" uuid NOT NULL,
	"monday" date NOT NULL,
	"unit" uuid NOT NULL,
	"open" integer NOT NULL,
	"target" integer NOT NULL,
	"cleared" integer,
	CONSTRAINT "campaign_weeks_campaign_id_monday_unit_pk" PRIMARY KEY("campaign_id","monday","unit")
);
--> statement-breakpoint
CREATE TABLE "campaigns" (
	"id" uuid PRIMARY KEY NOT NULL,
	"command_id" text NOT NULL,
	"name" text NOT NULL,
	"person" uuid NOT NULL,
	"org" uuid NOT NULL,
	"timeline_id" integer NOT NULL,
	"begun_on" date NOT NULL,
	"target_on" date NOT NULL,
	"status" text NOT NULL,
	"kept_on" date,
	"outlook" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"driven_until" timestamp (3) with time zone,
	CONSTRAINT "campaigns_command" UNIQUE("person","command_id"),
	CONSTRAINT "campaigns_target" CHECK ("campaigns"."target_on" > "campaigns"."begun_on")
);
--> statement-breakpoint
ALTER TABLE "campaign_cases" ADD CONSTRAINT "campaign_cases_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_cases" ADD CONSTRAINT "campaign_cases_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_cases" ADD CONSTRAINT "campaign_cases_unit_organisations_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_notices" ADD CONSTRAINT "campaign_notices_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_notices" ADD CONSTRAINT "campaign_notices_unit_organisations_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_weeks" ADD CONSTRAINT "campaign_weeks_campaign_id_campaigns_id_fk" FOREIGN KEY ("campaign_id") REFERENCES "public"."campaigns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaign_weeks" ADD CONSTRAINT "campaign_weeks_unit_organisations_id_fk" FOREIGN KEY ("unit") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "campaigns" ADD CONSTRAINT "campaigns_timeline_id_timelines_id_fk" FOREIGN KEY ("timeline_id") REFERENCES "public"."timelines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "campaign_cases_case" ON "campaign_cases" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "campaign_notices_person" ON "campaign_notices" USING btree ("person") WHERE "campaign_notices"."person" is not null;--> statement-breakpoint
CREATE INDEX "campaigns_by_org" ON "campaigns" USING btree ("org");