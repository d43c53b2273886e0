-- Every table of schema public is born audited, and no command takes that away.
--
-- The codes of refusals, after those of 03_writes.sql:
--   ED011  a table or column would be dropped
--   ED012  a table would be left without its guards, or in a shape that evades them
--   ED013  a column would be renamed, and its history lost
--   ED014  answers would change without a write
--   ED015  code would be added to the database other than by these files

SET LOCAL ROLE edc_audit;

-- Tables that the trail leaves out: the framework's own, what is computed from audited tables,
-- licensed dictionaries, and logs. Logs, stored results and dictionaries are written once, and stay.
CREATE TABLE IF NOT EXISTS audit.exempt (
    pattern     text PRIMARY KEY,
    append_only boolean NOT NULL
);
DELETE FROM audit.exempt;
INSERT INTO audit.exempt (pattern, append_only) VALUES
    ('django\_%', false),
    ('auth\_%', false),
    ('celery%', false),
    ('edc\_apitoken', false),
    ('edc\_signin%', false),
    ('edc\_standing', false),
    ('edc\_definition', true),
    ('edc\_assessment', true),
    ('edc\_result', true),
    ('edc\_resultmember', true),
    ('edc\_accessentry', true),
    ('edc\_dictionaryterm', true),
    ('mrd\_uploadrow', true),
    ('mrd\_uploadverdict', true),
    ('safety\_notice', true);

-- How a table of schema public is guarded: AUDITED, APPEND_ONLY or FREE.
CREATE OR REPLACE FUNCTION audit.duty(table_name text) RETURNS text
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT CASE WHEN count(*) = 0 THEN 'AUDITED'
                WHEN bool_or(append_only) THEN 'APPEND_ONLY'
                ELSE 'FREE' END
    FROM audit.exempt WHERE table_name LIKE pattern;
END;

-- The triggers that each table must bear, as pg_get_triggerdef writes them. Made anew each time,
-- with audit.faults() that reads it, so that a new version may have other columns.
DROP VIEW IF EXISTS audit.guard CASCADE;
CREATE VIEW audit.guard AS
WITH told AS MATERIALIZED (
    SELECT c.oid AS relation, c.relname AS table_name,
           audit.duty(c.relname) AS duty, audit.key_of(c.oid) AS key
    FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p', 'f')
)
SELECT told.relation, told.table_name, told.duty, told.key, trigger.name,
       format(definition, told.table_name, coalesce(told.key, '')) AS definition
FROM told JOIN (
    VALUES
        ('AUDITED', 'audit_write',
         'CREATE TRIGGER audit_write AFTER INSERT OR UPDATE ON public.%1$I'
         ' FOR EACH ROW EXECUTE FUNCTION audit.write(%1$L, %2$L)'),
        ('AUDITED', 'audit_keep',
         'CREATE TRIGGER audit_keep BEFORE DELETE OR TRUNCATE ON public.%1$I'
         ' FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_removal()'),
        ('APPEND_ONLY', 'audit_append',
         'CREATE TRIGGER audit_append BEFORE DELETE OR UPDATE OR TRUNCATE ON public.%1$I'
         ' FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change()')
) trigger (duty, name, definition) USING (duty);

-- Every way in which a table is not guarded as it must be. Empty, unless a superuser went round
-- the event triggers below.
CREATE OR REPLACE FUNCTION audit.faults() RETURNS TABLE (table_name text, fault text)
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH guard AS MATERIALIZED (
        SELECT * FROM audit.guard
    ), guarded AS MATERIALIZED (
        SELECT DISTINCT g.relation, g.table_name, g.duty, g.key FROM guard g
    )
    SELECT g.table_name, format('its trigger %s is gone, off or altered', g.name)
    FROM guard g
    LEFT JOIN pg_trigger t ON t.tgrelid = g.relation AND t.tgname = g.name
    WHERE t.tgenabled IS DISTINCT FROM 'A' OR pg_get_triggerdef(t.oid) <> g.definition
    UNION ALL
    SELECT c.relname, format('its trigger %s belongs to a table elsewhere', t.tgname)
    FROM pg_trigger t JOIN pg_proc f ON f.oid = t.tgfoid JOIN pg_class c ON c.oid = t.tgrelid
    WHERE f.pronamespace = 'audit'::regnamespace AND c.relnamespace <> 'audit'::regnamespace
      AND NOT EXISTS (SELECT FROM guard g WHERE g.relation = c.oid AND g.name = t.tgname)
    UNION ALL
    SELECT g.table_name, 'its primary key is not one integer column'
    FROM guarded g WHERE g.duty = 'AUDITED' AND g.key IS NULL
    UNION ALL
    SELECT g.table_name, 'it is no ordinary table: unlogged, partitioned, inherited or with rules'
    FROM guarded g JOIN pg_class c ON c.oid = g.relation
    WHERE c.relkind <> 'r' OR c.relpersistence <> 'p'
       OR EXISTS (SELECT FROM pg_rewrite r WHERE r.ev_class = c.oid)
       OR EXISTS (SELECT FROM pg_inherits i WHERE c.oid IN (i.inhparent, i.inhrelid))
    UNION ALL
    SELECT g.table_name, format('column %s of a form must begin empty', a.attname)
    FROM guarded g JOIN pg_attribute a ON a.attrelid = g.relation
    WHERE g.key = 'record_id' AND a.atthasmissing;
END;

CREATE TABLE IF NOT EXISTS audit.rewritten (relation oid NOT NULL);

-- Rows of an audited table that are not what the trail last said. What a column holds that the
-- trail has never heard of is no matter, except in a form, where it must be empty.
CREATE OR REPLACE FUNCTION audit.strays(target oid)
RETURNS TABLE (row_id bigint, field text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    audited record;
BEGIN
    FOR audited IN SELECT * FROM audit.guard WHERE relation = target AND name = 'audit_write' LOOP
        RETURN QUERY EXECUTE format($query$
            SELECT t.%1$I::bigint, here.key
            FROM public.%2$I t
            CROSS JOIN LATERAL jsonb_each_text(audit.discreet(to_jsonb(t))) here
            CROSS JOIN LATERAL (
                SELECT jsonb_object_agg(written.key, written.value ORDER BY e.id) AS columns
                FROM audit.event e, jsonb_each(coalesce(e.row_after, e.new)) written
                WHERE e.table_name = %2$L AND e.row_id = t.%1$I
            ) told
            WHERE here.key <> %1$L
              AND here.value IS DISTINCT FROM told.columns ->> here.key
              AND (told.columns ? here.key OR %1$L = 'record_id')
            $query$, audited.key, audited.table_name);
    END LOOP;
END $$;

GRANT SELECT ON audit.exempt, audit.guard TO edc_owner, edc_app;

RESET ROLE;

-- The functions below act for the superuser who owns them: only he can guard another's tables.

-- Give a table its guards, and the runtime role what it may do there.
CREATE OR REPLACE FUNCTION audit.protect(target regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET event_triggers = off AS $$
DECLARE
    guard record;
    duty  CONSTANT text := (SELECT audit.duty(relname) FROM pg_class WHERE oid = target);
BEGIN
    FOR guard IN SELECT * FROM audit.guard WHERE relation = target LOOP
        EXECUTE overlay(guard.definition PLACING 'CREATE OR REPLACE' FROM 1 FOR 6);
        EXECUTE format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', target, guard.name);
    END LOOP;
    EXECUTE format(CASE duty WHEN 'FREE' THEN 'GRANT DELETE ON %s TO edc_app'
                             ELSE 'REVOKE DELETE, TRUNCATE ON %s FROM edc_app' END, target);
    IF target = to_regclass('public.edc_record') THEN
        GRANT UPDATE (id) ON public.edc_record TO edc_audit; -- what locking a row takes
    END IF;
END $$;

CREATE OR REPLACE FUNCTION audit.guard_tables() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    command record;
    found   record;
BEGIN
    FOR command IN
        SELECT * FROM pg_event_trigger_ddl_commands()
        WHERE schema_name = 'public' AND object_type IN ('table', 'table column')
    LOOP
        IF command.command_tag IN ('CREATE TABLE', 'CREATE TABLE AS', 'SELECT INTO') THEN
            PERFORM audit.protect(command.objid);
        ELSIF command.object_type = 'table column' AND command.command_tag = 'ALTER TABLE' THEN
            PERFORM audit.refuse_renaming(command.objid);
        END IF;
    END LOOP;
    FOR found IN SELECT * FROM audit.faults() LOOP
        RAISE EXCEPTION USING ERRCODE = 'ED012', TABLE = found.table_name,
            MESSAGE = format('%s refused: %s: %s', tg_tag, found.table_name, found.fault),
            HINT = 'Audited tables keep their triggers, their name and their key.';
    END LOOP;
    PERFORM audit.refuse_strays(relation) FROM audit.rewritten;
    DELETE FROM audit.rewritten;
END $$;

CREATE OR REPLACE FUNCTION audit.refuse_renaming(target oid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    guarded text := (SELECT DISTINCT table_name FROM audit.guard WHERE relation = target);
BEGIN
    IF guarded IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'ED013', TABLE = guarded,
            MESSAGE = format('a column of %s cannot be renamed: the trail knows it by its name',
                             guarded),
            HINT = 'Add a column, copy the values by UPDATE, and leave the old one.';
    END IF;
END $$;

CREATE OR REPLACE FUNCTION audit.refuse_strays(target oid) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    changed CONSTANT text := (SELECT relname FROM pg_class WHERE oid = target);
    stray   record;
BEGIN
    FOR stray IN SELECT * FROM audit.strays(target) LIMIT 1 LOOP
        RAISE EXCEPTION USING ERRCODE = 'ED014', TABLE = changed, COLUMN = stray.field,
            MESSAGE = format('refused: it would change %s.%s of row %s behind the trail',
                             changed, stray.field, stray.row_id),
            HINT = 'Add a column and copy the values by UPDATE, with actor and reasons.';
    END LOOP;
END $$;

-- What is rewritten is compared with the trail when the command is done.
CREATE OR REPLACE FUNCTION audit.note_rewriting() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO audit.rewritten
    SELECT relation FROM audit.guard
    WHERE relation = pg_event_trigger_table_rewrite_oid() AND name = 'audit_write';
END $$;

CREATE OR REPLACE FUNCTION audit.refuse_drops() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    dropped record;
BEGIN
    FOR dropped IN
        SELECT *, address_names[2] AS table_name FROM pg_event_trigger_dropped_objects()
        WHERE schema_name = 'public' AND object_type IN ('table', 'table column')
    LOOP
        IF audit.duty(dropped.table_name) <> 'FREE' THEN
            RAISE EXCEPTION USING ERRCODE = 'ED011', TABLE = dropped.table_name,
                MESSAGE = format('%s refused: it would drop %s %s',
                                 tg_tag, dropped.object_type, dropped.object_identity),
                HINT = 'Leave it in place; what is no longer asked is no longer shown.';
        END IF;
    END LOOP;
END $$;

-- A function, or a type with a cast, could be made to run inside the trigger, with the rights of
-- the trail's owner. So nobody but a superuser adds any.
CREATE OR REPLACE FUNCTION audit.refuse_code() RETURNS event_trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        RAISE EXCEPTION USING ERRCODE = 'ED015',
            MESSAGE = format('%s refused: code enters this database by its bootstrap only', tg_tag),
            HINT = 'Write it in edc/sql.';
    END IF;
END $$;

DROP EVENT TRIGGER IF EXISTS audit_guard_tables;
CREATE EVENT TRIGGER audit_guard_tables ON ddl_command_end
    EXECUTE FUNCTION audit.guard_tables();

DROP EVENT TRIGGER IF EXISTS audit_note_rewriting;
CREATE EVENT TRIGGER audit_note_rewriting ON table_rewrite
    EXECUTE FUNCTION audit.note_rewriting();

DROP EVENT TRIGGER IF EXISTS audit_refuse_drops;
CREATE EVENT TRIGGER audit_refuse_drops ON sql_drop
    EXECUTE FUNCTION audit.refuse_drops();

DROP EVENT TRIGGER IF EXISTS audit_refuse_code;
CREATE EVENT TRIGGER audit_refuse_code ON ddl_command_start
    WHEN TAG IN ('CREATE FUNCTION', 'CREATE PROCEDURE', 'CREATE AGGREGATE', 'CREATE TYPE',
                 'CREATE DOMAIN', 'CREATE CAST', 'CREATE OPERATOR', 'CREATE OPERATOR CLASS',
                 'CREATE OPERATOR FAMILY', 'CREATE EXTENSION', 'CREATE LANGUAGE')
    EXECUTE FUNCTION audit.refuse_code();

-- Only what readers and the sealer need may be called; the trail is written by its trigger alone.
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA audit FROM PUBLIC, edc_owner, edc_app;
GRANT EXECUTE ON FUNCTION
    audit.seal(), audit.feed(bigint, integer), audit.fields(jsonb, jsonb),
    audit.faults(), audit.duty(text), audit.key_of(regclass)
    TO edc_owner, edc_app;

-- Tables that were there before, or whose guards these files have changed.
DO $$
DECLARE
    present record;
BEGIN
    FOR present IN
        SELECT oid FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'f')
    LOOP
        PERFORM audit.protect(present.oid);
    END LOOP;
    FOR present IN SELECT * FROM audit.faults() LOOP
        RAISE EXCEPTION USING ERRCODE = 'ED012', TABLE = present.table_name,
            MESSAGE = format('%s is not guarded: %s', present.table_name, present.fault);
    END LOOP;
END $$;
