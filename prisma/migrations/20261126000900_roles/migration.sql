-- Who may do what in the database (docs/adr/0014). Four roles that nobody signs in as; a login is a member of those that it needs:
-- app_migrate owns everything, app_rw is what requests and jobs run as, app_sweep what the sweep runs as, app_readonly only reads.

-- Roles are the cluster's: another database, or somebody who migrates another one right now, may have made them.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['app_migrate', 'app_rw', 'app_sweep', 'app_readonly'] LOOP
    BEGIN
      IF to_regrole(wanted) IS NULL THEN
        EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the login % may make no roles. Let an administrator of this PostgreSQL run once: ALTER ROLE % CREATEROLE',
          current_user, quote_ident(current_user) USING ERRCODE = '42501';
    END;
    BEGIN
      IF NOT (pg_has_role(current_user, wanted, 'USAGE') AND pg_has_role(current_user, wanted, 'SET')) THEN
        EXECUTE format('GRANT %I TO %I WITH INHERIT TRUE, SET TRUE', wanted, current_user);
      END IF;
    EXCEPTION
      WHEN unique_violation THEN NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role % was made by somebody else. Let an administrator of this PostgreSQL run once: GRANT app_migrate, app_rw, app_sweep, app_readonly TO % WITH ADMIN OPTION',
          wanted, quote_ident(current_user) USING ERRCODE = '42501';
    END;
  END LOOP;
END $$;

-- Brings whose it is, and who may what, into order; whoever migrates calls it after each migration, so no table is forgotten.
-- A table whose rows are facts (trigger is_a_fact) takes rows from the servers, and nothing else.
CREATE FUNCTION settle_roles() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  spaces CONSTANT text[] := ARRAY(SELECT nspname FROM pg_namespace WHERE nspname IN ('public', 'bullmq'));
  space text;
  maker text;
  statement text;
BEGIN
  IF NOT has_database_privilege('app_migrate', current_database(), 'CREATE') THEN
    EXECUTE format('GRANT CREATE ON DATABASE %I TO app_migrate', current_database());
  END IF;

  FOR statement IN
    SELECT format('ALTER SCHEMA %I OWNER TO app_migrate', nspname) FROM pg_namespace
    WHERE nspname = ANY (spaces) AND nspowner <> 'app_migrate'::regrole
    UNION ALL
    SELECT format('ALTER %s %s OWNER TO app_migrate',
      CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, c.oid::regclass)
    FROM pg_class c
    WHERE relnamespace::regnamespace::text = ANY (spaces) AND relkind IN ('r', 'p', 'v', 'm', 'S') AND relowner <> 'app_migrate'::regrole
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = c.oid
        AND (deptype = 'e' OR relkind = 'S' AND deptype IN ('a', 'i') AND refclassid = 'pg_class'::regclass)) -- a column's goes with its table
    UNION ALL
    SELECT format('ALTER TYPE %s OWNER TO app_migrate', t.oid::regtype) FROM pg_type t
    WHERE typnamespace::regnamespace::text = ANY (spaces) AND typtype IN ('e', 'd') AND typowner <> 'app_migrate'::regrole
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
    UNION ALL
    SELECT format('ALTER ROUTINE %s OWNER TO app_migrate', p.oid::regprocedure) FROM pg_proc p
    WHERE pronamespace::regnamespace::text = ANY (spaces) AND proowner <> 'app_migrate'::regrole
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
  LOOP
    EXECUTE statement;
  END LOOP;

  FOREACH space IN ARRAY spaces LOOP
    EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM PUBLIC', space);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO app_rw, app_readonly', space);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO app_rw', space);
    EXECUTE format('GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA %I TO app_rw', space);
    EXECUTE format('GRANT SELECT ON ALL TABLES IN SCHEMA %I TO app_readonly', space);
    EXECUTE format('GRANT SELECT ON ALL SEQUENCES IN SCHEMA %I TO app_readonly', space);
    FOREACH maker IN ARRAY ARRAY['app_migrate', current_user] LOOP -- what they make between two migrations
      EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO app_rw', maker, space);
      EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT USAGE, SELECT ON SEQUENCES TO app_rw', maker, space);
      EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON TABLES TO app_readonly', maker, space);
      EXECUTE format('ALTER DEFAULT PRIVILEGES FOR ROLE %I IN SCHEMA %I GRANT SELECT ON SEQUENCES TO app_readonly', maker, space);
    END LOOP;
  END LOOP;

  FOR statement IN
    SELECT format('REVOKE %s ON %s FROM app_rw', verbs, fact) FROM (
      SELECT tgrelid::regclass AS fact, concat_ws(', ', CASE WHEN bool_or(tgtype & 16 <> 0) THEN 'UPDATE' END, CASE WHEN bool_or(tgtype & 8 <> 0) THEN 'DELETE' END) AS verbs
      FROM pg_trigger WHERE tgfoid = 'public.is_a_fact()'::regprocedure AND tgtype & 24 <> 0 GROUP BY tgrelid) facts
  LOOP
    EXECUTE statement;
  END LOOP;
  IF 'bullmq' = ANY (spaces) THEN
    GRANT CREATE ON SCHEMA bullmq TO app_rw; -- BullMQ makes a sequence for each queue when its first job comes
  END IF;
  IF to_regclass('public._prisma_migrations') IS NOT NULL THEN
    REVOKE INSERT, UPDATE, DELETE ON public._prisma_migrations FROM app_rw;
  END IF;
END $$;
REVOKE EXECUTE ON FUNCTION settle_roles() FROM PUBLIC;
SELECT settle_roles();

-- The sweep: fires deadlines, arms those of sessions that nobody watches, says that it lives. It can read no name, no card, no note.
GRANT USAGE ON SCHEMA public TO app_sweep;
GRANT SELECT, INSERT, UPDATE ("fired_at") ON "deadline" TO app_sweep;
GRANT SELECT ("id", "last_seq", "plan", "dosed_at", "discharged_at"), UPDATE ("last_seq") ON "dosing_session" TO app_sweep;
GRANT SELECT ("session_id", "seq", "type", "payload"), INSERT ON "session_entry" TO app_sweep;
GRANT SELECT ON "session_watch" TO app_sweep;
GRANT INSERT ON "outbox_event" TO app_sweep;
GRANT SELECT, INSERT, UPDATE, DELETE ON "sweeper_heartbeat" TO app_sweep;
GRANT SELECT, UPDATE ("seen_at") ON "clock_offset" TO app_sweep;

-- A ticket opens one socket, for one sign-in and from one origin, within 30 s of real time. Not logged: a crash costs no more than a
-- new ticket, and the rush of a whole clinic that comes back waits for no disk. So there is no foreign key either: checking it would
-- write to the sign-in, and that is logged.
CREATE UNLOGGED TABLE "socket_ticket" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "sign_in_id" UUID NOT NULL,
    "origin" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "uses" SMALLINT NOT NULL DEFAULT 0,

    CONSTRAINT "socket_ticket_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "socket_ticket_once" CHECK ("uses" <= 1)
);
CREATE UNIQUE INDEX "socket_ticket_token_hash_key" ON "socket_ticket"("token_hash");
CREATE INDEX "socket_ticket_expires_at_idx" ON "socket_ticket"("expires_at");
SELECT settle_roles();
