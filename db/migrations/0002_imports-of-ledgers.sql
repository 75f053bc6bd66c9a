CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"ordinal" integer NOT NULL,
	"row" integer NOT NULL,
	"line" integer NOT NULL,
	"class" text NOT NULL,
	"petition_no" text,
	"content" text NOT NULL,
	"case_id" uuid,
	"fault" text,
	"done_at" timestamp (3) with time zone,
	CONSTRAINT "import_rows_import_id_ordinal_pk" PRIMARY KEY("import_id","ordinal")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_hash" "bytea" NOT NULL,
	"ledger_hash" "bytea",
	"same_as" uuid,
	"state" text NOT NULL,
	"person" uuid NOT NULL,
	"role" text NOT NULL,
	"org" uuid NOT NULL,
	"form" text,
	"because" jsonb,
	"columns_unknown" text[] DEFAULT '{}' NOT NULL,
	"passed_over" integer DEFAULT 0 NOT NULL,
	"rows" integer DEFAULT 0 NOT NULL,
	"clean" integer DEFAULT 0 NOT NULL,
	"repaired" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"file" text,
	"rejected_workbook" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"driven_until" timestamp (3) with time zone,
	CONSTRAINT "imports_file_hash_unique" UNIQUE("file_hash"),
	CONSTRAINT "imports_repeated" CHECK (("imports"."state" = 'repeated') = ("imports"."same_as" is not null))
);
--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_rows_to_do" ON "import_rows" USING btree ("import_id","ordinal") WHERE "import_rows"."done_at" is null;--> statement-breakpoint
CREATE INDEX "import_rows_petition_no" ON "import_rows" USING btree ("petition_no") WHERE "import_rows"."petition_no" is not null;--> statement-breakpoint
CREATE INDEX "import_rows_case" ON "import_rows" USING btree ("case_id") WHERE "import_rows"."case_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "imports_ledger" ON "imports" USING btree ("ledger_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "imports_one_run" ON "imports" USING btree ((true)) WHERE "imports"."state" in ('confirmed', 'running');--> statement-breakpoint
CREATE INDEX "imports_to_drive" ON "imports" USING btree ("state") WHERE "imports"."state" in ('received', 'confirmed', 'running');