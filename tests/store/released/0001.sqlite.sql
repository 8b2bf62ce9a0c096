BEGIN TRANSACTION;
CREATE TABLE access (
	browser_hash VARCHAR(64) NOT NULL, 
	submission VARCHAR(26) NOT NULL, 
	granted_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (browser_hash, submission), 
	FOREIGN KEY(submission) REFERENCES submission (id)
);
INSERT INTO "access" VALUES('66d34fba71f8f450f7e45598853e53bfc23bbd129027cbb131a2f4ffd7878cd0','rilis00000000001','2026-11-26T07:03:23.123457Z');
INSERT INTO "access" VALUES('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964','rilis00000000002','2026-11-26T07:03:24.123458Z');
INSERT INTO "access" VALUES('f01b57226261ae3756b93936e1c4e6b849f9a5b0933fa3b91843bf4195b9d964','rilis00000000001','2026-11-26T07:03:25.123459Z');
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE resume_code (
	code_hash VARCHAR(64) NOT NULL, 
	submission VARCHAR(26) NOT NULL, 
	created_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (code_hash), 
	FOREIGN KEY(submission) REFERENCES submission (id)
);
INSERT INTO "resume_code" VALUES('8954022ad2f9b2622b44e6b6d4ca9080e6ee53e1705bf99a0ca38d299667d767','rilis00000000001','2026-11-26T07:03:23.123457Z');
INSERT INTO "resume_code" VALUES('d8e969b6030a5707a4896ae239209a5b2ab558f908e7436dd9a8886233bb4e08','rilis00000000002','2026-11-26T07:03:24.123458Z');
CREATE TABLE revision (
	submission VARCHAR(26) NOT NULL, 
	number INTEGER NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	actor VARCHAR(64), 
	question VARCHAR(64) NOT NULL, 
	value TEXT NOT NULL, 
	based_on INTEGER NOT NULL, 
	writer VARCHAR(64) NOT NULL, 
	seq BIGINT NOT NULL, 
	previous_hash VARCHAR(64) NOT NULL, 
	hash VARCHAR(64) NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	zone VARCHAR(4) NOT NULL, 
	PRIMARY KEY (submission, number), 
	CONSTRAINT revision_kind CHECK (kind IN ('self', 'verified', 'objected', 'final')), 
	CONSTRAINT revision_once UNIQUE (submission, kind, question, writer, seq), 
	FOREIGN KEY(submission) REFERENCES submission (id)
);
INSERT INTO "revision" VALUES('rilis00000000001',1,'self',NULL,'A1','{"choice":"ya","level":null,"links":["https://ppid.contoh.go.id/profil"],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}',0,'wa',1,'0000000000000000000000000000000000000000000000000000000000000000','32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413','2026-11-26T07:03:26.123460Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000001',2,'self',NULL,'A2','{"choice":"tidak","level":null,"links":[],"note":"","number":null}',0,'wa',2,'32726b8c972f876eb656c92af344cd128864687c0a047a1705b71e00a2f86413','493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727','2026-11-26T07:03:27.123461Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000001',3,'self',NULL,'A1','{"choice":"tidak","level":null,"links":[],"note":"","number":null}',1,'wb',3,'493b6441f97d6d8dd3052edd958e7c867cc5c462a6b60d2460d62fea149f3727','1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe','2026-11-26T07:03:28.123462Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000001',4,'self',NULL,'A3','{"choice":"ya","level":null,"links":[],"note":"","number":null}',0,'wb',4,'1747006257754e5b79902cc76eee09d1ea0c4d3fc0fefbd7d63d4651b651d7fe','ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667','2026-11-26T07:03:29.123463Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000001',5,'self',NULL,'A2','{"choice":null,"level":null,"links":[],"note":"","number":null}',2,'wb',5,'ce4c88c273e60cfd82a0a98a2d809769ed99db3458247fd7972cd8a80fbbd667','0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d','2026-11-26T07:03:30.123464Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000001',6,'verified','ratna','A1','{"choice":"ya"}',5,'meja',9007199254740992,'0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d','42930b39ca5256ccc1226860a7362155f268d3b6ce09a14ba9e32b9865908b78','2026-11-26T07:03:31.123465Z','WIB');
INSERT INTO "revision" VALUES('rilis00000000002',1,'self',NULL,'A1','{"choice":"ya","level":null,"links":[],"note":"=1+1\t‮gnarab🙂 \\u0000 '' -- ; é é\nbaris kedua","number":null}',0,'wb',6,'0000000000000000000000000000000000000000000000000000000000000000','8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e','2026-11-26T07:03:32.123466Z','WIT');
CREATE TABLE score (
	submission VARCHAR(26) NOT NULL, 
	kind VARCHAR(8) NOT NULL, 
	revision INTEGER NOT NULL, 
	facts_hash VARCHAR(64) NOT NULL, 
	rules_hash VARCHAR(64) NOT NULL, 
	exact TEXT, 
	published VARCHAR(32), 
	maximum VARCHAR(32) NOT NULL, 
	provisional_class VARCHAR(64), 
	answered INTEGER NOT NULL, 
	questions INTEGER NOT NULL, 
	without_evidence INTEGER NOT NULL, 
	pending INTEGER NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (submission, kind), 
	CONSTRAINT score_kind CHECK (kind IN ('self', 'verified', 'objected', 'final')), 
	FOREIGN KEY(submission) REFERENCES submission (id)
);
INSERT INTO "score" VALUES('rilis00000000001','self',5,'0b5cfb1277dd1c07c92206f390ad66ef4e0c96b881b34c9e82a462d68f53015d','a4eb742b5f86c7a0efcf152032a7d504c52395c2401490d8f35dfeac241af6bf','0','0.00','100','tidak_informatif',2,6,1,0,'2026-11-26T07:03:30.123464Z');
INSERT INTO "score" VALUES('rilis00000000002','self',1,'8471d51f637387c0139335040ef42fe056772be373ecdab42490795fca9c774e','a4eb742b5f86c7a0efcf152032a7d504c52395c2401490d8f35dfeac241af6bf','0','0.00','100','tidak_informatif',1,7,1,0,'2026-11-26T07:03:32.123466Z');
CREATE TABLE submission (
	id VARCHAR(26) NOT NULL, 
	rules VARCHAR(64) NOT NULL, 
	version INTEGER NOT NULL, 
	category VARCHAR(64) NOT NULL, 
	cycle VARCHAR(64) NOT NULL, 
	body_id VARCHAR(64), 
	body VARCHAR(300) NOT NULL, 
	zone VARCHAR(4) NOT NULL, 
	actor VARCHAR(64), 
	created_at VARCHAR(27) NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT submission_zone CHECK (zone IN ('WIB', 'WITA', 'WIT'))
);
INSERT INTO "submission" VALUES('rilis00000000001','isian/2024',1,'opd','mandiri','dinas-contoh','Dinas “Contoh” 🏛 é'' -- \ ;','WIB',NULL,'2026-11-26T07:03:23.123457Z');
INSERT INTO "submission" VALUES('rilis00000000002','isian/2024',1,'opd','mandiri','dinas-contoh','Dinas “Contoh” 🏛 é'' -- \ ;','WIT',NULL,'2026-11-26T07:03:24.123458Z');
CREATE INDEX access_submission ON access (submission);
CREATE INDEX resume_code_submission ON resume_code (submission);
CREATE TRIGGER revision_no_update BEFORE UPDATE ON revision BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;
CREATE TRIGGER revision_no_delete BEFORE DELETE ON revision BEGIN SELECT RAISE(ABORT, 'revision is append-only'); END;
COMMIT;
