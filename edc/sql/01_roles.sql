-- Who may connect, and what they may do. Run as superuser, like the other files, in their order.
--
--   edc_audit  owns the trail; nobody can log in as it or become it
--   edc_owner  runs migrations and owns the tables of schema public
--   edc_app    is what web, worker and beat connect as; it owns nothing

DO $$
DECLARE
    absent text;
BEGIN
    FOR absent IN
        SELECT name FROM unnest(ARRAY['edc_audit', 'edc_owner', 'edc_app']) AS name
        WHERE name NOT IN (SELECT rolname FROM pg_roles)
    LOOP
        EXECUTE format('CREATE ROLE %I', absent);
    END LOOP;
END $$;

-- The trigger must see a record whatever row-level security hides from the person who writes.
ALTER ROLE edc_audit NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
ALTER ROLE edc_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;
ALTER ROLE edc_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS;

-- Positions wait for the oldest transaction, so that none may stay open for long.
ALTER ROLE edc_app SET idle_in_transaction_session_timeout = '30s';
ALTER ROLE edc_app SET transaction_timeout = '120s';
ALTER ROLE edc_app SET lock_timeout = '10s';

DO $$
DECLARE
    membership record;
BEGIN
    FOR membership IN
        SELECT roleid::regrole AS granted, member::regrole AS member
        FROM pg_auth_members
        WHERE roleid IN ('edc_audit'::regrole, 'edc_owner'::regrole)
           OR member IN ('edc_audit'::regrole, 'edc_owner'::regrole, 'edc_app'::regrole)
    LOOP
        EXECUTE format('REVOKE %s FROM %s', membership.granted, membership.member);
    END LOOP;
    -- An owner of the database could drop it, or schema public with every table in it.
    EXECUTE format('ALTER DATABASE %I OWNER TO %I', current_database(), session_user);
    EXECUTE format('REVOKE CREATE ON DATABASE %I FROM PUBLIC, edc_owner, edc_app',
                   current_database());
END $$;

CREATE SCHEMA IF NOT EXISTS audit AUTHORIZATION edc_audit;
GRANT USAGE ON SCHEMA audit TO edc_owner, edc_app;

REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO edc_owner;
GRANT USAGE ON SCHEMA public TO edc_app, edc_audit;

-- DELETE is granted on exempt tables only, one by one, when they are created.
ALTER DEFAULT PRIVILEGES FOR ROLE edc_owner IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE ON TABLES TO edc_app;
ALTER DEFAULT PRIVILEGES FOR ROLE edc_owner IN SCHEMA public GRANT SELECT ON TABLES TO edc_audit;
ALTER DEFAULT PRIVILEGES FOR ROLE edc_owner IN SCHEMA public GRANT USAGE ON SEQUENCES TO edc_app;
