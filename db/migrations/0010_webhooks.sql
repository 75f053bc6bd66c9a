CREATE TABLE "webhook_acts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook" uuid NOT NULL,
	"org" uuid NOT NULL,
	"act" text NOT NULL,
	"asked" jsonb NOT NULL,
	"person" uuid NOT NULL,
	"command_id" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_acts_command" UNIQUE("person","command_id")
);
--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"attempt" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"took" integer NOT NULL,
	"status" integer,
	"error" text
);
--> statement-breakpoint
CREATE TABLE "webhook_dead_letters" (
	"webhook" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"attempts" integer NOT NULL,
	"last_error" text NOT NULL,
	"died_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_dead_letters_webhook_case_id_seq_pk" PRIMARY KEY("webhook","case_id","seq")
);
--> statement-breakpoint
CREATE TABLE "webhook_lanes" (
	"webhook" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"head" integer NOT NULL,
	"again" integer[] DEFAULT '{}' NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "webhook_lanes_webhook_case_id_pk" PRIMARY KEY("webhook","case_id"),
	CONSTRAINT "webhook_lanes_not_ahead" CHECK ("webhook_lanes"."seq" <= "webhook_lanes"."head")
);
--> statement-breakpoint
CREATE TABLE "webhook_secrets" (
	"id" uuid PRIMARY KEY NOT NULL,
	"webhook" uuid NOT NULL,
	"secret" text NOT NULL,
	"made_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"valid_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "webhooks" (
	"id" uuid PRIMARY KEY NOT NULL,
	"org" uuid NOT NULL,
	"url" text NOT NULL,
	"types" text[] NOT NULL,
	"state" text NOT NULL,
	"next_url" text,
	"asked_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"held_until" timestamp (3) with time zone,
	"news_since" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"looked_to" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhooks_asked" CHECK (("webhooks"."next_url" is null) = ("webhooks"."asked_by" is null)),
	CONSTRAINT "webhooks_proposed" CHECK ("webhooks"."state" <> 'proposed' or "webhooks"."next_url" is not null)
);
--> statement-breakpoint
ALTER TABLE "webhook_acts" ADD CONSTRAINT "webhook_acts_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_acts" ADD CONSTRAINT "webhook_acts_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_dead_letters" ADD CONSTRAINT "webhook_dead_letters_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_lanes" ADD CONSTRAINT "webhook_lanes_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_webhooks_id_fk" FOREIGN KEY ("webhook") REFERENCES "public"."webhooks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_asked_by_people_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "webhook_acts_webhook" ON "webhook_acts" USING btree ("webhook","at");--> statement-breakpoint
CREATE INDEX "webhook_attempts_news" ON "webhook_attempts" USING btree ("webhook","at");--> statement-breakpoint
CREATE INDEX "webhook_attempts_age" ON "webhook_attempts" USING btree ("at");--> statement-breakpoint
CREATE INDEX "webhook_lanes_due" ON "webhook_lanes" USING btree ("webhook","next_try_at") WHERE "webhook_lanes"."seq" < "webhook_lanes"."head" or "webhook_lanes"."again" <> '{}';--> statement-breakpoint
CREATE INDEX "webhook_secrets_webhook" ON "webhook_secrets" USING btree ("webhook","made_at");--> statement-breakpoint
CREATE INDEX "webhooks_org" ON "webhooks" USING btree ("org");--> statement-breakpoint
CREATE TRIGGER "webhook_acts_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "webhook_acts"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
