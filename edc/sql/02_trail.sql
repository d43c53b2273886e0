-- The trail: one event for each row written, and the view in which people read it by field.

SET LOCAL ROLE edc_audit;

CREATE TABLE IF NOT EXISTS audit.event (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    table_name text NOT NULL,
    row_id     bigint NOT NULL,
    record_id  bigint,
    subject_id bigint,
    site_id    bigint,
    operation  text NOT NULL CHECK (operation IN ('INSERT', 'UPDATE', 'SNAPSHOT')),
    old        jsonb NOT NULL,
    new        jsonb NOT NULL,
    row_after  jsonb,
    reasons    jsonb NOT NULL,
    actor_id   bigint NOT NULL,
    role       text NOT NULL,
    channel    text NOT NULL,
    request_id text NOT NULL,
    xid        xid8 NOT NULL DEFAULT pg_current_xact_id(),
    at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX IF NOT EXISTS event_of_row ON audit.event (table_name, row_id, id);
CREATE INDEX IF NOT EXISTS event_of_record ON audit.event (record_id, id)
    WHERE record_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS event_of_transaction ON audit.event (xid);

CREATE TABLE IF NOT EXISTS audit.position (
    position   bigint PRIMARY KEY,
    event_id   bigint NOT NULL UNIQUE REFERENCES audit.event,
    subject_id bigint
);
-- What sites tell about themselves is little, and concerns each of their subjects.
CREATE INDEX IF NOT EXISTS event_of_site ON audit.event (site_id, id)
    WHERE subject_id IS NULL AND record_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS position_of_subject ON audit.position (subject_id, position);

-- An event's changes field by field, as text. Each missing-value code is a field of its own,
-- <question>_missing, as in the datasets.
CREATE OR REPLACE FUNCTION audit.fields(old jsonb, new jsonb)
RETURNS TABLE (field text, old_text text, new_text text)
LANGUAGE sql IMMUTABLE
BEGIN ATOMIC
    SELECT key, old ->> key, new ->> key
    FROM jsonb_object_keys(new) AS key
    WHERE NOT (key = 'missing' AND jsonb_typeof(new -> key) = 'object')
    UNION ALL
    SELECT key || '_missing', old -> 'missing' ->> key, new -> 'missing' ->> key
    FROM jsonb_object_keys(
        CASE jsonb_typeof(new -> 'missing')
            WHEN 'object' THEN coalesce(old -> 'missing', '{}') || (new -> 'missing')
            ELSE '{}'
        END
    ) AS key
    WHERE (old -> 'missing' ->> key) IS DISTINCT FROM (new -> 'missing' ->> key);
END;

-- Without the counter of a record's writes, which says nothing that the other lines do not.
CREATE OR REPLACE VIEW audit.trail AS
SELECT p.position, e.id AS event_id, e.at, e.actor_id, e.role, e.channel, e.request_id,
       e.site_id, e.subject_id, e.record_id, e.table_name, e.row_id,
       f.field, f.old_text AS old, f.new_text AS new, e.reasons ->> f.field AS reason, e.operation
FROM audit.event e
LEFT JOIN audit.position p ON p.event_id = e.id
CROSS JOIN LATERAL audit.fields(e.old, e.new) f
WHERE NOT (e.table_name = 'edc_record' AND f.field = 'version');

CREATE OR REPLACE FUNCTION audit.refuse_change() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION USING ERRCODE = 'ED008', TABLE = TG_TABLE_NAME,
        MESSAGE = format('%s of %s refused: its rows stay as they were written',
                         TG_OP, TG_TABLE_NAME),
        HINT = 'Insert a new row instead.';
END $$;

-- Others lack the privilege and never get this far; these stop a superuser who slips.
CREATE OR REPLACE TRIGGER audit_append BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.event
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();
CREATE OR REPLACE TRIGGER audit_append BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.position
    FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();

GRANT SELECT ON audit.event, audit.position, audit.trail TO edc_owner, edc_app;

RESET ROLE;
