BEGIN TRANSACTION;
CREATE TABLE athletes (
	name TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "athletes" VALUES('me');
CREATE TABLE duties (
	athlete TEXT NOT NULL, 
	duty TEXT NOT NULL, 
	due_at DATETIME NOT NULL, 
	slot DATETIME, 
	fence INTEGER NOT NULL, 
	lease_until DATETIME, 
	failures INTEGER NOT NULL, 
	failing_since DATETIME, 
	told_at DATETIME, 
	done_at DATETIME, 
	trouble TEXT NOT NULL, 
	PRIMARY KEY (athlete, duty), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "duties" VALUES('me','plan','2026-11-23 17:00:00.000000','2026-11-20 09:30:00.000000',1,'2026-11-20 10:30:00.000000',0,NULL,NULL,NULL,'');
INSERT INTO "duties" VALUES('me','poll','2026-11-23 17:00:00.000000',NULL,0,NULL,0,NULL,NULL,NULL,'');
CREATE TABLE feeds (
	athlete TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	shown_at DATETIME NOT NULL, 
	entries JSON NOT NULL, 
	PRIMARY KEY (athlete), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "feeds" VALUES('me',1,'2026-11-20 09:30:00.000000','[{"session": "2026-W48-lower", "uid": "kpe5lr4mda808r8sddne2ldmasmm4afr@liftrun", "kind": "lower", "effort": "HARD", "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "title": "lower session", "text": "Warm up first.\n\nWhy here:\n- It is free.", "place": "Gym, 2nd floor; left door", "stamp": "2026-11-20T09:30:00+00:00", "modified": "2026-11-20T09:30:00+00:00", "sequence": 0, "cancelled": false}]');
CREATE TABLE intents (
	athlete TEXT NOT NULL, 
	target TEXT NOT NULL, 
	uid TEXT NOT NULL, 
	entry JSON, 
	PRIMARY KEY (athlete, target, uid), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
CREATE TABLE liftrun_schema (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT liftrun_schema_pkc PRIMARY KEY (version_num)
);
INSERT INTO "liftrun_schema" VALUES('0002');
CREATE TABLE marks (
	athlete TEXT NOT NULL, 
	session TEXT NOT NULL, 
	mark JSON NOT NULL, 
	PRIMARY KEY (athlete, session), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "marks" VALUES('me','2026-W48-lower','{"session": "2026-W48-lower", "kind": "pinned", "made_at": "2026-11-20T09:30:00+00:00", "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "by": ""}');
CREATE TABLE plans (
	athlete TEXT NOT NULL, 
	number INTEGER NOT NULL, 
	made_at DATETIME NOT NULL, 
	because TEXT NOT NULL, 
	restores INTEGER, 
	document TEXT NOT NULL, 
	placements JSON NOT NULL, 
	entries JSON NOT NULL, 
	marks JSON NOT NULL, 
	PRIMARY KEY (athlete, number), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "plans" VALUES('me',1,'2026-11-20 09:30:00.000000','the week was planned',NULL,'','[{"session": {"id": "2026-W48-lower", "kind": "lower", "duration": 3600000000, "effort": "HARD", "priority": 5, "days": [], "hours": [], "join_with": null, "place": "", "opens": null, "before": 0, "after": 0, "notes": ""}, "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "joined_with": null, "pinned": false}]','[{"session": "2026-W48-lower", "uid": "kpe5lr4mda808r8sddne2ldmasmm4afr@liftrun", "kind": "lower", "effort": "HARD", "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "title": "lower session", "text": "Warm up first.\n\nWhy here:\n- It is free.", "place": "Gym, 2nd floor; left door", "stamp": "2026-11-20T09:30:00+00:00", "modified": "2026-11-20T09:30:00+00:00", "sequence": 0, "cancelled": false}]','[{"session": "2026-W48-lower", "kind": "pinned", "made_at": "2026-11-20T09:30:00+00:00", "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "by": ""}]');
CREATE TABLE readings (
	athlete TEXT NOT NULL, 
	source TEXT NOT NULL, 
	kind VARCHAR NOT NULL, 
	tried_at DATETIME NOT NULL, 
	trouble TEXT NOT NULL, 
	failures INTEGER NOT NULL, 
	reading JSON, 
	PRIMARY KEY (athlete, source), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "readings" VALUES('me','Home','caldav','2026-11-20 09:30:00.000000','Home could not be read: it is away',2,NULL);
INSERT INTO "readings" VALUES('me','Work','ics','2026-11-20 09:30:00.000000','',0,'{"name": "Work", "kind": "ics", "read_at": "2026-11-20T09:30:00+00:00", "window": ["2026-11-20T09:30:00+00:00", "2026-12-04T09:30:00+00:00"], "busy": [["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00", "Review", "Work"]], "trained": [], "warnings": ["One was odd."]}');
CREATE TABLE roster (
	athlete TEXT NOT NULL, 
	config TEXT NOT NULL, 
	since DATETIME NOT NULL, 
	PRIMARY KEY (athlete), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "roster" VALUES('me','/home/me/config.toml','2026-11-20 09:30:00.000000');
CREATE TABLE secrets (
	athlete TEXT NOT NULL, 
	name TEXT NOT NULL, 
	sealed BLOB NOT NULL, 
	PRIMARY KEY (athlete, name), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
CREATE TABLE sources (
	athlete TEXT NOT NULL, 
	source TEXT NOT NULL, 
	token TEXT NOT NULL, 
	content BLOB NOT NULL, 
	window_start DATETIME NOT NULL, 
	window_end DATETIME NOT NULL, 
	read_at DATETIME NOT NULL, 
	PRIMARY KEY (athlete, source), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
CREATE TABLE tokens (
	digest VARCHAR NOT NULL, 
	athlete TEXT NOT NULL, 
	purpose VARCHAR NOT NULL, 
	made_at DATETIME NOT NULL, 
	ends_at DATETIME, 
	seen_at DATETIME, 
	seen_by TEXT NOT NULL, 
	uses INTEGER NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "tokens" VALUES('2530dd8edda28514513f56d2cf1d097985ea8526911e030848d6c9cb932f8e46','me','feed','2026-11-20 09:30:00.000000',NULL,'2026-11-23 17:00:00.000000','Calendar/1.0',3);
INSERT INTO "tokens" VALUES('86d605f5a810b25e24187bd1566c610638120a6111beadfc8a6357404fdded91','me','session','2026-11-20 09:30:00.000000','2026-11-21 09:30:00.000000',NULL,'',0);
CREATE TABLE training_log (
	athlete TEXT NOT NULL, 
	line INTEGER NOT NULL, 
	day DATE NOT NULL, 
	kind VARCHAR NOT NULL, 
	duration DATETIME NOT NULL, 
	effort VARCHAR NOT NULL, 
	start DATETIME, 
	missed BOOLEAN NOT NULL, 
	PRIMARY KEY (athlete, line), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "training_log" VALUES('me',1,'2026-11-23','lower','1970-01-01 01:00:00.000000','HARD','2026-11-23 17:00:00.000000',0);
CREATE TABLE written (
	athlete TEXT NOT NULL, 
	target TEXT NOT NULL, 
	uid TEXT NOT NULL, 
	entry JSON NOT NULL, 
	PRIMARY KEY (athlete, target, uid), 
	FOREIGN KEY(athlete) REFERENCES athletes (name) ON DELETE CASCADE
);
INSERT INTO "written" VALUES('me','calendar','kpe5lr4mda808r8sddne2ldmasmm4afr@liftrun','{"session": "2026-W48-lower", "uid": "kpe5lr4mda808r8sddne2ldmasmm4afr@liftrun", "kind": "lower", "effort": "HARD", "span": ["2026-11-23T17:00:00+00:00", "2026-11-23T18:00:00+00:00"], "title": "lower session", "text": "Warm up first.\n\nWhy here:\n- It is free.", "place": "Gym, 2nd floor; left door", "stamp": "2026-11-20T09:30:00+00:00", "modified": "2026-11-20T09:30:00+00:00", "sequence": 0, "cancelled": false}');
COMMIT;
