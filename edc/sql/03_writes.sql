-- What happens at a write to an audited table: refused, or entered in the trail.
--
-- The codes of refusals, for programs (message and hint are for people):
--   ED001  nobody is named as the actor
--   ED002  an answer of a complete record, or a record's state, changes without a reason
--   ED003  the record is removed
--   ED004  answers are inserted into a record that is not a draft
--   ED005  the column never changes
--   ED006  the record's state cannot change like this
--   ED007  rows are never removed
--   ED008  rows stay as they were written
--   ED009  the record, or its row of answers, does not exist
--   ED010  edc.reasons is not a JSON object
-- Commands that change tables are refused in 05_tables.sql, with ED011 to ED015.

SET LOCAL ROLE edc_audit;

CREATE OR REPLACE FUNCTION audit.actor() RETURNS bigint
LANGUAGE plpgsql STABLE AS $$
DECLARE
    actor text := coalesce(current_setting('edc.actor', true), '');
BEGIN
    IF actor !~ '^[0-9]{1,18}$' THEN
        RAISE EXCEPTION USING ERRCODE = 'ED001',
            MESSAGE = 'a write needs an actor: edc.actor names nobody',
            HINT = 'Set edc.actor to the id of the user who writes, for this transaction.';
    END IF;
    RETURN actor;
END $$;

CREATE OR REPLACE FUNCTION audit.given_reasons() RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    given text := coalesce(nullif(current_setting('edc.reasons', true), ''), '{}');
BEGIN
    IF NOT pg_input_is_valid(given, 'jsonb') OR jsonb_typeof(given::jsonb) <> 'object' THEN
        RAISE EXCEPTION USING ERRCODE = 'ED010',
            MESSAGE = 'edc.reasons is not a JSON object of columns and reasons',
            HINT = 'Write it like {"dose": "Typing error"}.';
    END IF;
    RETURN given;
END $$;

-- Spaces are no reason, Chinese and invisible ones included.
CREATE OR REPLACE FUNCTION audit.worded(reason text) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN reason ~ '[^\s\u00a0\u200b-\u200d\u2060\u3000\ufeff]' THEN reason END;

-- The reason given for a field: under its own name, under its question's, or for everything.
CREATE OR REPLACE FUNCTION audit.reason_for(field text, given jsonb) RETURNS text
LANGUAGE sql IMMUTABLE
RETURN coalesce(
    audit.worded(given ->> field),
    audit.worded(given ->> regexp_replace(field, '_(qualifier|unit|missing)$', '')),
    audit.worded(given ->> '*')
);

CREATE OR REPLACE FUNCTION audit.reasons_for(old jsonb, new jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE AS $$
DECLARE
    given jsonb := audit.given_reasons();
BEGIN
    IF given = '{}' THEN
        RETURN given;
    END IF;
    RETURN (
        SELECT coalesce(jsonb_object_agg(f.field, r.reason), '{}')
        FROM audit.fields(old, new) f
        CROSS JOIN LATERAL (SELECT audit.reason_for(f.field, given) AS reason) r
        WHERE r.reason IS NOT NULL
    );
END $$;

CREATE OR REPLACE FUNCTION audit.demand_reason(entry audit.event, field text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    IF NOT entry.reasons ? field THEN
        RAISE EXCEPTION USING ERRCODE = 'ED002', TABLE = entry.table_name, COLUMN = field,
            MESSAGE = format('%s.%s changes without a reason', entry.table_name, field),
            HINT = 'Give one in edc.reasons, under the name of the question or column.';
    END IF;
END $$;

-- Compared as text: jsonb thinks that 0.001 and 0.0010 are equal, a laboratory does not.
CREATE OR REPLACE FUNCTION audit.difference(
    before jsonb, after jsonb, OUT old jsonb, OUT new jsonb
)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT coalesce(jsonb_object_agg(key, before -> key) FILTER (WHERE before ? key), '{}'),
           coalesce(jsonb_object_agg(key, after -> key), '{}')
    FROM jsonb_object_keys(after) AS key
    WHERE (before ->> key) IS DISTINCT FROM (after ->> key);
END;

CREATE OR REPLACE FUNCTION audit.refuse_fixed(entry audit.event, before jsonb, key text)
RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    fixed CONSTANT text[] := key || CASE entry.table_name
        WHEN 'edc_record' THEN '{subject_id,site_id,visit_id,parent_id,form,line}'::text[]
        WHEN 'edc_subject' THEN '{screening_number,site_id}'::text[]
            || CASE WHEN before ->> 'number' IS NOT NULL THEN ARRAY['number'] END
        ELSE '{}'
    END;
    touched text := (SELECT min(name) FROM unnest(fixed) AS name WHERE entry.new ? name);
BEGIN
    IF entry.table_name = 'edc_visit' THEN
        RAISE EXCEPTION USING ERRCODE = 'ED008', TABLE = entry.table_name,
            MESSAGE = 'UPDATE of edc_visit refused: a visit stays as it was written',
            HINT = 'Its date is an answer of the visit record.';
    ELSIF touched IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'ED005', TABLE = entry.table_name, COLUMN = touched,
            MESSAGE = format('%s.%s never changes', entry.table_name, touched),
            HINT = 'Remove the record, with a reason, and enter it where it belongs.';
    END IF;
END $$;

-- Whether a change of a record's state is owed a reason; refuses those that cannot be.
CREATE OR REPLACE FUNCTION audit.owes_reason(was text, becomes text) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    CASE coalesce(was, '') || '>' || becomes
    WHEN '>DRAFT', 'DRAFT>COMPLETE' THEN
        RETURN false;
    WHEN 'COMPLETE>DRAFT', 'COMPLETE>REMOVED', 'DRAFT>REMOVED', 'REMOVED>DRAFT' THEN
        RETURN true;
    ELSE
        RAISE EXCEPTION USING ERRCODE = 'ED006', TABLE = 'edc_record', COLUMN = 'state',
            MESSAGE = format('edc_record.state cannot go from %s to %s',
                             coalesce(was, 'nothing'), becomes),
            HINT = 'A record begins as DRAFT, becomes COMPLETE or REMOVED, '
                   'and returns from either to DRAFT.';
    END CASE;
END $$;

-- Answers may be written while their record's state lets them.
CREATE OR REPLACE FUNCTION audit.refuse_by_state(entry audit.event, envelope jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    state CONSTANT text := envelope ->> 'state';
BEGIN
    IF state IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'ED009', TABLE = entry.table_name, COLUMN = 'record_id',
            MESSAGE = format('%s.record_id: there is no record %s', entry.table_name, entry.row_id),
            HINT = 'Insert the row of edc_record first.';
    ELSIF state = 'REMOVED' THEN
        RAISE EXCEPTION USING ERRCODE = 'ED003', TABLE = entry.table_name,
            MESSAGE = format('%s of %s refused: record %s is removed',
                             entry.operation, entry.table_name, entry.row_id),
            HINT = 'Bring the record back to DRAFT, with a reason, before entering answers.';
    ELSIF entry.operation = 'INSERT' AND state <> 'DRAFT' THEN
        RAISE EXCEPTION USING ERRCODE = 'ED004', TABLE = entry.table_name,
            MESSAGE = format('INSERT into %s refused: record %s is %s, not DRAFT',
                             entry.table_name, entry.row_id, state),
            HINT = 'Insert the row of answers while the record is a draft.';
    END IF;
END $$;

-- Of a password the trail tells that it changed, not even its hash.
CREATE OR REPLACE FUNCTION audit.discreet(columns jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE
RETURN CASE WHEN columns ->> 'password' IS NULL THEN columns
            ELSE columns || '{"password": "(not shown)"}' END;

CREATE OR REPLACE FUNCTION audit.enter(entry audit.event) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO audit.event (
        table_name, row_id, record_id, subject_id, site_id, operation,
        old, new, row_after, reasons,
        actor_id, role, channel, request_id
    ) VALUES (
        entry.table_name, entry.row_id, entry.record_id, entry.subject_id, entry.site_id,
        entry.operation,
        audit.discreet(entry.old), audit.discreet(entry.new), audit.discreet(entry.row_after),
        entry.reasons,
        audit.actor(), coalesce(current_setting('edc.role', true), ''),
        coalesce(current_setting('edc.channel', true), ''),
        coalesce(current_setting('edc.request', true), '')
    );
END $$;

-- The one integer column that is a table's primary key; null if it has none like that.
CREATE OR REPLACE FUNCTION audit.key_of(relation regclass) RETURNS name
LANGUAGE sql STABLE
RETURN (
    SELECT a.attname
    FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
    WHERE i.indrelid = relation AND i.indisprimary AND i.indnkeyatts = 1
      AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype)
);

-- A record becomes complete: keep the whole row of its answers as it is at this moment.
CREATE OR REPLACE FUNCTION audit.enter_snapshot(entry audit.event, form text) RETURNS void
LANGUAGE plpgsql AS $$
BEGIN
    entry.row_after := NULL;
    IF audit.key_of(to_regclass(format('public.%I', form))) = 'record_id' THEN
        EXECUTE format('SELECT to_jsonb(f) FROM public.%I f WHERE f.record_id = $1', form)
            INTO entry.row_after USING entry.record_id;
    END IF;
    IF entry.row_after IS NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'ED009', TABLE = form,
            MESSAGE = format('record %s cannot be complete: %s has no row of answers for it',
                             entry.record_id, form),
            HINT = 'Insert the row of answers first, blank if nothing was answered.';
    END IF;
    entry.table_name := form;
    entry.operation := 'SNAPSHOT';
    entry.old := '{}';
    entry.new := '{}';
    entry.reasons := '{}';
    PERFORM audit.enter(entry);
END $$;

-- A row of answers: its record says whose it is and what may still be done to it.
CREATE OR REPLACE FUNCTION audit.enter_answers(entry audit.event, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    envelope record;
BEGIN
    -- Locked, so that a record that is just being completed keeps no answer it does not know of.
    SELECT * INTO envelope FROM public.edc_record WHERE id = entry.row_id FOR NO KEY UPDATE;
    PERFORM audit.refuse_by_state(entry, to_jsonb(envelope));
    entry.record_id := envelope.id;
    entry.subject_id := envelope.subject_id;
    entry.site_id := envelope.site_id;
    IF envelope.state = 'COMPLETE' THEN
        PERFORM audit.demand_reason(entry, field) FROM audit.fields(entry.old, entry.new);
        entry.row_after := after;
    END IF;
    PERFORM audit.enter(entry);
END $$;

-- Any other audited row: it says itself whose it is.
CREATE OR REPLACE FUNCTION audit.enter_row(entry audit.event, after jsonb) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
    changes_state CONSTANT boolean := entry.table_name = 'edc_record' AND entry.new ? 'state';
BEGIN
    entry.row_after := after;
    entry.record_id := after ->> 'record_id';
    entry.subject_id := after ->> 'subject_id';
    entry.site_id := after ->> 'site_id';
    CASE entry.table_name
        WHEN 'edc_record' THEN entry.record_id := entry.row_id;
        WHEN 'edc_subject' THEN entry.subject_id := entry.row_id;
        WHEN 'edc_site' THEN entry.site_id := entry.row_id;
        ELSE NULL;
    END CASE;
    IF changes_state THEN
        IF audit.owes_reason(entry.old ->> 'state', entry.new ->> 'state') THEN
            PERFORM audit.demand_reason(entry, 'state');
        END IF;
    END IF;
    PERFORM audit.enter(entry);
    IF changes_state AND entry.new ->> 'state' = 'COMPLETE' THEN
        PERFORM audit.enter_snapshot(entry, after ->> 'form');
    END IF;
END $$;

-- The trigger of every audited table. Its arguments: the table's name, its primary key's.
CREATE OR REPLACE FUNCTION audit.write() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    entry  audit.event;
    key    CONSTANT text := TG_ARGV[1];
    before jsonb := '{}';
    after  CONSTANT jsonb := to_jsonb(NEW);
BEGIN
    PERFORM audit.actor();
    IF TG_OP = 'UPDATE' THEN
        before := to_jsonb(OLD);
    END IF;
    SELECT d.old, d.new INTO entry.old, entry.new FROM audit.difference(before, after) d;
    entry.table_name := TG_TABLE_NAME;
    entry.row_id := after ->> key;
    entry.operation := TG_OP;
    IF TG_OP = 'INSERT' THEN
        entry.new := entry.new - key;
    ELSIF entry.new = '{}' THEN
        RETURN NULL;
    ELSE
        PERFORM audit.refuse_fixed(entry, before, key);
    END IF;
    entry.reasons := audit.reasons_for(entry.old, entry.new);
    IF key = 'record_id' THEN
        PERFORM audit.enter_answers(entry, after);
    ELSE
        PERFORM audit.enter_row(entry, after);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit.refuse_removal() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'ED007', TABLE = TG_TABLE_NAME,
        MESSAGE = format('%s of %s refused: its rows are never removed', TG_OP, TG_TABLE_NAME),
        HINT = 'Give the record the state REMOVED, with a reason: it stays visible.';
END $$;

RESET ROLE;
