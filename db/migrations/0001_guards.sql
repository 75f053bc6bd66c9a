-- What a schema cannot say: the record only grows, real time is the first timeline, and caches hear of changes.
INSERT INTO "timelines" ("id", "anchor_db", "anchor_legal", "factor") VALUES (1, 0, 0, 1);
--> statement-breakpoint
INSERT INTO "versions" ("what", "version") VALUES ('organisations', 1), ('people', 1);
--> statement-breakpoint
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "events"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE TRIGGER "access_log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "access_log"
	FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
--> statement-breakpoint
CREATE FUNCTION "keep_real_time"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'real time cannot be moved' USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER "timelines_real_time" BEFORE UPDATE OR DELETE ON "timelines"
	FOR EACH ROW WHEN (OLD."id" = 1) EXECUTE FUNCTION "keep_real_time"();
--> statement-breakpoint
CREATE FUNCTION "count_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "versions" SET "version" = "version" + 1 WHERE "what" = TG_ARGV[0];
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "organisations_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "organisations"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_version"('organisations');
--> statement-breakpoint
CREATE TRIGGER "people_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "people"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_version"('people');
--> statement-breakpoint
CREATE TRIGGER "memberships_version" AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON "memberships"
	FOR EACH STATEMENT EXECUTE FUNCTION "count_version"('people');
