CREATE TABLE "access_log" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"person" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_numbers" (
	"district" uuid NOT NULL,
	"year" integer NOT NULL,
	"series" integer NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "case_numbers_district_year_pk" PRIMARY KEY("district","year"),
	CONSTRAINT "case_numbers_series" UNIQUE("series","year")
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_no" text NOT NULL,
	"tracking_hash" "bytea" NOT NULL,
	"timeline_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"head_hash" "bytea" NOT NULL,
	"life" jsonb NOT NULL,
	"status" text NOT NULL,
	"level" text,
	"procedure" text,
	"state" text,
	"body" uuid,
	"handler" uuid,
	"light" text NOT NULL,
	"provisional" boolean NOT NULL,
	"opened_on" date NOT NULL,
	"closed_on" date,
	"due_on" date,
	"district" uuid NOT NULL,
	"town" uuid,
	"park" uuid,
	"community" uuid,
	"enterprise" uuid,
	"industry" text NOT NULL,
	"workers" integer NOT NULL,
	"amount_fen" bigint NOT NULL,
	"claim_types" text[] NOT NULL,
	"flags" text[] NOT NULL,
	"levels" text[] NOT NULL,
	"settled_level" text,
	"bodies" uuid[] NOT NULL,
	"orgs" uuid[] NOT NULL,
	"tokens" text[] NOT NULL,
	"next_at" timestamp (3) with time zone,
	"next_clock" integer,
	"driven_seq" integer DEFAULT 0 NOT NULL,
	"driven_for" timestamp (3) with time zone,
	CONSTRAINT "cases_case_no_unique" UNIQUE("case_no"),
	CONSTRAINT "cases_seq_from_one" CHECK ("cases"."seq" >= 1),
	CONSTRAINT "cases_closed_with_day" CHECK (("cases"."status" = 'closed') = ("cases"."closed_on" is not null))
);
--> statement-breakpoint
CREATE TABLE "clocks" (
	"case_id" uuid NOT NULL,
	"no" integer NOT NULL,
	"rule" text NOT NULL,
	"proceeding" integer,
	"level" text,
	"body" uuid,
	"party" text,
	"start" date NOT NULL,
	"nominal" date NOT NULL,
	"legal" date NOT NULL,
	"provisional" boolean NOT NULL,
	"state" text NOT NULL,
	"light" text,
	"ended_on" date,
	CONSTRAINT "clocks_case_id_no_pk" PRIMARY KEY("case_id","no")
);
--> statement-breakpoint
CREATE TABLE "events" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"command_id" text NOT NULL,
	"type" text NOT NULL,
	"actor" uuid,
	"legal_at" timestamp (3) with time zone NOT NULL,
	"happened_on" date NOT NULL,
	"decided_at" timestamp (3) with time zone NOT NULL,
	"recorded_at" timestamp (3) with time zone NOT NULL,
	"since" integer NOT NULL,
	"request_hash" "bytea",
	"answer_hash" "bytea",
	"body" jsonb NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "events_case_id_seq_pk" PRIMARY KEY("case_id","seq"),
	CONSTRAINT "events_once_per_command" UNIQUE("case_id","command_id"),
	CONSTRAINT "events_caused" CHECK (("events"."actor" is null) = ("events"."command_id" like 'time:%')),
	CONSTRAINT "events_answered" CHECK (("events"."request_hash" is null) = ("events"."answer_hash" is null)),
	CONSTRAINT "events_since" CHECK ("events"."since" between 1 and "events"."seq"),
	CONSTRAINT "events_never_early" CHECK ("events"."legal_at" <= "events"."decided_at")
);
--> statement-breakpoint
CREATE TABLE "faults" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"source" text NOT NULL,
	"code" text NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"owner" uuid,
	"resolved_at" timestamp (3) with time zone,
	"resolved_by" uuid
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"case_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"ordinal" integer NOT NULL,
	"template" text NOT NULL,
	"clock" integer,
	"party" text,
	"org" uuid,
	"role" text,
	"person" uuid,
	"channel" text NOT NULL,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"delivered_at" timestamp (3) with time zone,
	CONSTRAINT "notices_case_id_seq_ordinal_pk" PRIMARY KEY("case_id","seq","ordinal")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent" uuid,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"identity" text,
	"community" uuid,
	"credit_code" text,
	"address" text,
	"longitude" double precision,
	"latitude" double precision,
	"industry" text,
	"headcount" integer,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_credit_code_unique" UNIQUE("credit_code"),
	CONSTRAINT "organisations_not_own_parent" CHECK ("organisations"."parent" is distinct from "organisations"."id"),
	CONSTRAINT "organisations_headcount" CHECK ("organisations"."headcount" >= 0),
	CONSTRAINT "organisations_longitude" CHECK ("organisations"."longitude" between -180 and 180),
	CONSTRAINT "organisations_latitude" CHECK ("organisations"."latitude" between -90 and 90),
	CONSTRAINT "organisations_enterprise" CHECK ("organisations"."kind" = 'enterprise' or ("organisations"."industry" is null and "organisations"."headcount" is null and "organisations"."community" is null)),
	CONSTRAINT "organisations_root" CHECK ("organisations"."parent" is not null or "organisations"."kind" in ('region', 'district'))
);
--> statement-breakpoint
CREATE TABLE "memberships" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person" uuid NOT NULL,
	"role" text NOT NULL,
	"org" uuid NOT NULL,
	"valid_from" date NOT NULL,
	"valid_to" date,
	CONSTRAINT "memberships_once" UNIQUE("person","role","org","valid_from"),
	CONSTRAINT "memberships_period" CHECK ("memberships"."valid_to" > "memberships"."valid_from")
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" uuid PRIMARY KEY NOT NULL,
	"username" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_username_unique" UNIQUE("username")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"person" uuid NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"agent" text,
	CONSTRAINT "sessions_token_hash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"account" "bytea" PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sign_in_attempts_counted" CHECK ("sign_in_attempts"."failures" > 0)
);
--> statement-breakpoint
CREATE TABLE "case_parties" (
	"case_id" uuid NOT NULL,
	"party" text NOT NULL,
	"name" text NOT NULL,
	"id_number" text,
	"phone" text,
	"id_number_hash" "bytea",
	"phone_hash" "bytea",
	"address" text,
	"credit_code" text,
	"org" uuid,
	"person" uuid,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_parties_case_id_party_pk" PRIMARY KEY("case_id","party"),
	CONSTRAINT "case_parties_party" CHECK ("case_parties"."party" ~ '^[WE][1-9][0-9]*$'),
	CONSTRAINT "case_parties_id_number_found" CHECK (("case_parties"."id_number" is null) = ("case_parties"."id_number_hash" is null)),
	CONSTRAINT "case_parties_phone_found" CHECK (("case_parties"."phone" is null) = ("case_parties"."phone_hash" is null))
);
--> statement-breakpoint
CREATE TABLE "case_texts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"field" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"reference" text NOT NULL,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "case_texts_reference" UNIQUE("case_id","reference")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"id" smallint PRIMARY KEY DEFAULT 1 NOT NULL,
	"installation_id" text NOT NULL,
	"cluster_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "settings_one_row" CHECK ("settings"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "versions" (
	"what" text PRIMARY KEY NOT NULL,
	"version" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"case_id" uuid NOT NULL,
	"key" text NOT NULL,
	"what" text NOT NULL,
	"proceeding" integer,
	"state" text,
	"clock" integer,
	"rule" text,
	"org" uuid,
	"role" text,
	"party" text,
	"person" uuid,
	"due_on" date,
	"rung" integer DEFAULT 0 NOT NULL,
	"supervisor" uuid,
	"supervisor_org" uuid,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	CONSTRAINT "tasks_case_id_key_pk" PRIMARY KEY("case_id","key")
);
--> statement-breakpoint
CREATE TABLE "timelines" (
	"id" integer PRIMARY KEY GENERATED BY DEFAULT AS IDENTITY (sequence name "timelines_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 2 CACHE 1),
	"anchor_db" bigint NOT NULL,
	"anchor_legal" bigint NOT NULL,
	"factor" double precision NOT NULL,
	CONSTRAINT "timelines_factor_positive" CHECK ("timelines"."factor" > 0),
	CONSTRAINT "timelines_first_is_identity" CHECK ("timelines"."id" <> 1 or ("timelines"."anchor_db" = "timelines"."anchor_legal" and "timelines"."factor" = 1))
);
--> statement-breakpoint
CREATE TABLE "wakes" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"last_error" text
);
--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_log" ADD CONSTRAINT "access_log_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_numbers" ADD CONSTRAINT "case_numbers_district_organisations_id_fk" FOREIGN KEY ("district") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_timeline_id_timelines_id_fk" FOREIGN KEY ("timeline_id") REFERENCES "public"."timelines"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_district_organisations_id_fk" FOREIGN KEY ("district") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_town_organisations_id_fk" FOREIGN KEY ("town") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_park_organisations_id_fk" FOREIGN KEY ("park") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_community_organisations_id_fk" FOREIGN KEY ("community") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cases" ADD CONSTRAINT "cases_enterprise_organisations_id_fk" FOREIGN KEY ("enterprise") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clocks" ADD CONSTRAINT "clocks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "faults" ADD CONSTRAINT "faults_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_parent_organisations_id_fk" FOREIGN KEY ("parent") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organisations" ADD CONSTRAINT "organisations_community_organisations_id_fk" FOREIGN KEY ("community") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_org_organisations_id_fk" FOREIGN KEY ("org") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_parties" ADD CONSTRAINT "case_parties_person_people_id_fk" FOREIGN KEY ("person") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_texts" ADD CONSTRAINT "case_texts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "wakes" ADD CONSTRAINT "wakes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_log_case" ON "access_log" USING btree ("case_id","at");--> statement-breakpoint
CREATE INDEX "access_log_person" ON "access_log" USING btree ("person","at");--> statement-breakpoint
CREATE INDEX "cases_due_instant" ON "cases" USING btree ("next_at") WHERE "cases"."next_at" is not null;--> statement-breakpoint
CREATE INDEX "cases_timeline" ON "cases" USING btree ("timeline_id") WHERE "cases"."timeline_id" <> 1;--> statement-breakpoint
CREATE INDEX "cases_by_opening" ON "cases" USING btree ("opened_on","id");--> statement-breakpoint
CREATE INDEX "cases_by_due" ON "cases" USING btree ("due_on","id") WHERE "cases"."due_on" is not null;--> statement-breakpoint
CREATE INDEX "cases_by_news" ON "cases" USING btree ("recorded_at","id");--> statement-breakpoint
CREATE INDEX "cases_by_handler" ON "cases" USING btree ("handler","id") WHERE "cases"."handler" is not null;--> statement-breakpoint
CREATE INDEX "cases_by_org" ON "cases" USING gin ("orgs");--> statement-breakpoint
CREATE INDEX "cases_by_body" ON "cases" USING gin ("bodies");--> statement-breakpoint
CREATE INDEX "cases_by_token" ON "cases" USING gin ("tokens");--> statement-breakpoint
CREATE INDEX "clocks_running_by_end" ON "clocks" USING btree ("legal") WHERE "clocks"."ended_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "events_once_per_intake" ON "events" USING btree ("command_id") WHERE "events"."seq" = 1;--> statement-breakpoint
CREATE INDEX "events_by_recording" ON "events" USING brin ("recorded_at");--> statement-breakpoint
CREATE UNIQUE INDEX "faults_open" ON "faults" USING btree ("case_id","source","code") WHERE "faults"."resolved_at" is null;--> statement-breakpoint
CREATE INDEX "notices_waiting" ON "notices" USING btree ("case_id") WHERE "notices"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notices_by_person" ON "notices" USING btree ("person","case_id") WHERE "notices"."person" is not null;--> statement-breakpoint
CREATE INDEX "organisations_parent" ON "organisations" USING btree ("parent");--> statement-breakpoint
CREATE INDEX "organisations_community" ON "organisations" USING btree ("community");--> statement-breakpoint
CREATE INDEX "memberships_org" ON "memberships" USING btree ("org");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_last" ON "sign_in_attempts" USING btree ("last_at");--> statement-breakpoint
CREATE INDEX "case_parties_id_number" ON "case_parties" USING btree ("id_number_hash");--> statement-breakpoint
CREATE INDEX "case_parties_phone" ON "case_parties" USING btree ("phone_hash");--> statement-breakpoint
CREATE INDEX "case_parties_person" ON "case_parties" USING btree ("person");--> statement-breakpoint
CREATE INDEX "case_parties_org" ON "case_parties" USING btree ("org");--> statement-breakpoint
CREATE INDEX "rate_limits_expire" ON "rate_limits" USING btree ("expire");--> statement-breakpoint
CREATE INDEX "tasks_open_by_person" ON "tasks" USING btree ("person","due_on") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_open_by_supervisor" ON "tasks" USING btree ("supervisor","due_on") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "tasks_open_by_office" ON "tasks" USING btree ("org","role","due_on") WHERE "tasks"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "wakes_due" ON "wakes" USING btree ("next_try_at");