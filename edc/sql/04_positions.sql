-- Positions: a gapless order of events in which nothing ever appears behind a reader's back.
--
-- Event ids are not that order: 2 can be visible while 1 is still open. So an event gets its
-- position only when every transaction as old as its own has ended. ED016: see audit.seal().

SET LOCAL ROLE edc_audit;

-- One row: the newest position, the first transaction that may still have an event without one,
-- and the server whose transaction numbers these are.
CREATE TABLE IF NOT EXISTS audit.sealed (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    position bigint NOT NULL,
    horizon  xid8 NOT NULL,
    server   bigint NOT NULL
);

-- A copy restored on another server brings events whose transaction numbers mean nothing there.
-- Seal what it brought, once, while nobody writes, and count from this server's numbers on.
DO $$
DECLARE
    here   CONSTANT bigint := (SELECT system_identifier FROM pg_control_system());
    newest bigint;
BEGIN
    INSERT INTO audit.sealed (position, horizon, server)
    VALUES (0, pg_snapshot_xmin(pg_current_snapshot()), here)
    ON CONFLICT DO NOTHING;
    IF here = (SELECT server FROM audit.sealed) THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock('audit.sealed'::regclass::oid::bigint);
    LOCK TABLE audit.event IN SHARE MODE;
    SELECT position INTO newest FROM audit.sealed;
    INSERT INTO audit.position (position, event_id, subject_id)
    SELECT newest + row_number() OVER (ORDER BY e.id), e.id, e.subject_id
    FROM audit.event e
    WHERE NOT EXISTS (SELECT FROM audit.position p WHERE p.event_id = e.id);
    UPDATE audit.sealed
    SET position = coalesce((SELECT max(p.position) FROM audit.position p), 0),
        horizon = pg_snapshot_xmin(pg_current_snapshot()),
        server = here;
END $$;

-- Gives positions to the events that are ready, and returns the newest position. Never waits:
-- while somebody else seals, and where nothing can be written or seen afresh, it only looks.
CREATE OR REPLACE FUNCTION audit.seal() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    known  audit.sealed;
    oldest xid8;
    placed bigint;
BEGIN
    IF current_setting('transaction_read_only')::boolean
       OR current_setting('transaction_isolation') <> 'read committed'
       OR NOT pg_try_advisory_xact_lock('audit.sealed'::regclass::oid::bigint) THEN
        RETURN (SELECT position FROM audit.sealed);
    END IF;
    SELECT * INTO known FROM audit.sealed;
    SELECT pg_snapshot_xmin(pg_current_snapshot()) INTO oldest;
    IF known.horizon > oldest THEN
        RAISE EXCEPTION USING ERRCODE = 'ED016', HINT = 'Run the bootstrap again.',
            MESSAGE = 'this database was restored from another server and cannot be sealed yet';
    END IF;
    -- A later write of a row must not be placed before an earlier one: stop at the first event
    -- that is visible but not ready. (The subquery, unlike NOT EXISTS, is an index look-up for each
    -- event, however much the planner thinks is new.)
    WITH unplaced AS MATERIALIZED (
        SELECT e.id, e.subject_id, e.xid < oldest AS is_ready
        FROM audit.event e
        WHERE e.xid >= known.horizon AND e.xid < pg_snapshot_xmax(pg_current_snapshot())
          AND (SELECT p.position FROM audit.position p WHERE p.event_id = e.id) IS NULL
    )
    INSERT INTO audit.position (position, event_id, subject_id)
    SELECT known.position + row_number() OVER (ORDER BY id), id, subject_id
    FROM unplaced
    WHERE id < coalesce((SELECT min(id) FROM unplaced WHERE NOT is_ready), 9223372036854775807);
    GET DIAGNOSTICS placed = ROW_COUNT;
    IF placed > 0 THEN
        UPDATE audit.sealed
        SET position = known.position + placed,
            horizon = coalesce((
                SELECT min(e.xid) FROM audit.event e
                WHERE e.xid >= known.horizon AND e.xid < oldest
                  AND (SELECT p.position FROM audit.position p WHERE p.event_id = e.id) IS NULL
            ), oldest);
    END IF;
    RETURN known.position + placed;
END $$;

-- What happened after a position, in order, at most so many.
CREATE OR REPLACE FUNCTION audit.feed(after bigint, most integer)
RETURNS TABLE (
    "position" bigint, event_id bigint, table_name text, row_id bigint,
    record_id bigint, subject_id bigint, site_id bigint, operation text,
    old jsonb, new jsonb, row_after jsonb, reasons jsonb,
    actor_id bigint, role text, channel text, request_id text, xid xid8, at timestamptz
)
LANGUAGE sql STABLE
BEGIN ATOMIC
    SELECT p.position, e.id, e.table_name, e.row_id,
           e.record_id, e.subject_id, e.site_id, e.operation,
           e.old, e.new, e.row_after, e.reasons,
           e.actor_id, e.role, e.channel, e.request_id, e.xid, e.at
    FROM audit.position p JOIN audit.event e ON e.id = p.event_id
    WHERE p.position > after
    ORDER BY p.position
    LIMIT most;
END;

RESET ROLE;
