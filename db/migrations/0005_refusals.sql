CREATE TABLE "refusals" (
	"case_id" uuid NOT NULL,
	"command_id" text NOT NULL,
	"request_hash" "bytea" NOT NULL,
	"refusal" jsonb NOT NULL,
	"seq" integer NOT NULL,
	"since" integer NOT NULL,
	CONSTRAINT "refusals_case_id_command_id_pk" PRIMARY KEY("case_id","command_id"),
	CONSTRAINT "refusals_since" CHECK ("refusals"."since" between 1 and "refusals"."seq" + 1)
);
--> statement-breakpoint
ALTER TABLE "refusals" ADD CONSTRAINT "refusals_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;