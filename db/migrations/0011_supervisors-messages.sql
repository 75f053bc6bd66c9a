CREATE TABLE "notice_messages" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recipient" text NOT NULL,
	"person" uuid,
	"org" uuid NOT NULL,
	"role" text NOT NULL,
	"cases" integer NOT NULL,
	"notices" integer NOT NULL,
	"oldest_on" date,
	"released_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notices" ADD COLUMN "message" uuid;--> statement-breakpoint
CREATE INDEX "notice_messages_released" ON "notice_messages" USING btree ("released_at");--> statement-breakpoint
CREATE INDEX "notice_messages_of_person" ON "notice_messages" USING btree ("person","released_at") WHERE "notice_messages"."person" is not null;--> statement-breakpoint
-- Every row has null there: nothing is looked up.
-- squawk-ignore constraint-missing-not-valid, adding-foreign-key-constraint
ALTER TABLE "notices" ADD CONSTRAINT "notices_message_notice_messages_id_fk" FOREIGN KEY ("message") REFERENCES "public"."notice_messages"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- No row is in it yet; a migration runs in one transaction, where concurrently cannot be.
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "notices_held" ON "notices" USING btree ("person") WHERE "notices"."state" = 'held';--> statement-breakpoint
-- squawk-ignore require-concurrent-index-creation
CREATE INDEX "notices_of_message" ON "notices" USING btree ("message") WHERE "notices"."message" is not null;--> statement-breakpoint
CREATE TRIGGER "notice_messages_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "notice_messages"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
