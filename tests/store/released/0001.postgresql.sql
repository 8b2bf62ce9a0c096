SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.revision_append_only() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN RAISE EXCEPTION 'revision is append-only'; END $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE TABLE public.access (
    browser_hash character varying(64) NOT NULL,
    submission character varying(26) NOT NULL,
    granted_at timestamp with time zone NOT NULL
);
CREATE TABLE public.alembic_version (
    version_num character varying(32) NOT NULL
);
CREATE TABLE public.resume_code (
    code_hash character varying(64) NOT NULL,
    submission character varying(26) NOT NULL,
    created_at timestamp with time zone NOT NULL
);
CREATE TABLE public.revision (
    submission character varying(26) NOT NULL,
    number integer NOT NULL,
    kind character varying(8) NOT NULL,
    actor character varying(64),
    question character varying(64) NOT NULL,
    value text NOT NULL,
    based_on integer NOT NULL,
    writer character varying(64) NOT NULL,
    seq bigint NOT NULL,
    previous_hash character varying(64) NOT NULL,
    hash character varying(64) NOT NULL,
    at timestamp with time zone NOT NULL,
    zone character varying(4) NOT NULL,
    CONSTRAINT revision_kind CHECK (((kind)::text = ANY ((ARRAY['self'::character varying, 'verified'::character varying, 'objected'::character varying, 'final'::character varying])::text[])))
);
CREATE TABLE public.score (
    submission character varying(26) NOT NULL,
    kind character varying(8) NOT NULL,
    revision integer NOT NULL,
    facts_hash character varying(64) NOT NULL,
    rules_hash character varying(64) NOT NULL,
    exact text,
    published character varying(32),
    maximum character varying(32) NOT NULL,
    provisional_class character varying(64),
    answered integer NOT NULL,
    questions integer NOT NULL,
    without_evidence integer NOT NULL,
    pending integer NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT score_kind CHECK (((kind)::text = ANY ((ARRAY['self'::character varying, 'verified'::character varying, 'objected'::character varying, 'final'::character varying])::text[])))
);
CREATE TABLE public.submission (
    id character varying(26) NOT NULL,
    rules character varying(64) NOT NULL,
    version integer NOT NULL,
    category character varying(64) NOT NULL,
    cycle character varying(64) NOT NULL,
    body_id character varying(64),
    body character varying(300) NOT NULL,
    zone character varying(4) NOT NULL,
    actor character varying(64),
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT submission_zone CHECK (((zone)::text = ANY ((ARRAY['WIB'::character varying, 'WITA'::character varying, 'WIT'::character varying])::text[])))
);
INSERT INTO public.access VALUES ('66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0', 'rilis00000000001', '2026-11-26 07:03:23.123457+00');
INSERT INTO public.access VALUES ('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964', 'rilis00000000002', '2026-11-26 07:03:24.123458+00');
INSERT INTO public.access VALUES ('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964', 'rilis00000000001', '2026-11-26 07:03:25.123459+00');
INSERT INTO public.alembic_version VALUES ('0001');
INSERT INTO public.resume_code VALUES ('8954022ad2f9b2622b44e6b6d4ca9080e6ee53e1705bf99a0ca38d299667d767', 'rilis00000000001', '2026-11-26 07:03:23.123457+00');
INSERT INTO public.resume_code VALUES ('d8e969b6030a5707a4896ae239209a5b2ab558f908e7436dd9a8886233bb4e08', 'rilis00000000002', '2026-11-26 07:03:24.123458+00');
INSERT INTO public.revision VALUES ('rilis00000000001', 1, 'self', NULL, 'A1', '{"choice":"ya","level":null,"links":["https://ppid.contoh.go.id/profil"],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}', 0, 'wa', 1, '0000000000000000000000000000000000000000000000000000000000000000', '32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413', '2026-11-26 07:03:26.12346+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 2, 'self', NULL, 'A2', '{"choice":"tidak","level":null,"links":[],"note":"","number":null}', 0, 'wa', 2, '32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413', '493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727', '2026-11-26 07:03:27.123461+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 3, 'self', NULL, 'A1', '{"choice":"tidak","level":null,"links":[],"note":"","number":null}', 1, 'wb', 3, '493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727', '1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe', '2026-11-26 07:03:28.123462+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 4, 'self', NULL, 'A3', '{"choice":"ya","level":null,"links":[],"note":"","number":null}', 0, 'wb', 4, '1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe', 'ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667', '2026-11-26 07:03:29.123463+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 5, 'self', NULL, 'A2', '{"choice":null,"level":null,"links":[],"note":"","number":null}', 2, 'wb', 5, 'ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667', '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', '2026-11-26 07:03:30.123464+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000001', 6, 'verified', 'ratna', 'A1', '{"choice":"ya"}', 5, 'meja', 9007199254740992, '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', '42930b39ca5256ccc1226860a7362155f268d3b6ce09a14ba9e32b9865908b78', '2026-11-26 07:03:31.123465+00', 'WIB');
INSERT INTO public.revision VALUES ('rilis00000000002', 1, 'self', NULL, 'A1', '{"choice":"ya","level":null,"links":[],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}', 0, 'wb', 6, '0000000000000000000000000000000000000000000000000000000000000000', '8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e', '2026-11-26 07:03:32.123466+00', 'WIT');
INSERT INTO public.score VALUES ('rilis00000000001', 'self', 5, '0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d', 'a4eb742b5f86c7a0efcf152032a7d504c52395c2401490d8f35dfeac241af6bf', '0', '0.00', '100', 'tidak_informatif', 2, 6, 1, 0, '2026-11-26 07:03:30.123464+00');
INSERT INTO public.score VALUES ('rilis00000000002', 'self', 1, '8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e', 'a4eb742b5f86c7a0efcf152032a7d504c52395c2401490d8f35dfeac241af6bf', '0', '0.00', '100', 'tidak_informatif', 1, 7, 1, 0, '2026-11-26 07:03:32.123466+00');
INSERT INTO public.submission VALUES ('rilis00000000001', 'isian/2024', 1, 'opd', 'mandiri', 'dinas-contoh', 'Dinas “Contoh” 🏛 é'' -- \ ;', 'WIB', NULL, '2026-11-26 07:03:23.123457+00');
INSERT INTO public.submission VALUES ('rilis00000000002', 'isian/2024', 1, 'opd', 'mandiri', 'dinas-contoh', 'Dinas “Contoh” 🏛 é'' -- \ ;', 'WIT', NULL, '2026-11-26 07:03:24.123458+00');
ALTER TABLE ONLY public.access
    ADD CONSTRAINT access_pkey PRIMARY KEY (browser_hash, submission);
ALTER TABLE ONLY public.alembic_version
    ADD CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num);
ALTER TABLE ONLY public.resume_code
    ADD CONSTRAINT resume_code_pkey PRIMARY KEY (code_hash);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_once UNIQUE (submission, kind, question, writer, seq);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_pkey PRIMARY KEY (submission, number);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT score_pkey PRIMARY KEY (submission, kind);
ALTER TABLE ONLY public.submission
    ADD CONSTRAINT submission_pkey PRIMARY KEY (id);
CREATE INDEX access_submission ON public.access USING btree (submission);
CREATE INDEX resume_code_submission ON public.resume_code USING btree (submission);
CREATE TRIGGER revision_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON public.revision FOR EACH STATEMENT EXECUTE FUNCTION public.revision_append_only();
ALTER TABLE ONLY public.access
    ADD CONSTRAINT access_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.resume_code
    ADD CONSTRAINT resume_code_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.revision
    ADD CONSTRAINT revision_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
ALTER TABLE ONLY public.score
    ADD CONSTRAINT score_submission_fkey FOREIGN KEY (submission) REFERENCES public.submission(id);
