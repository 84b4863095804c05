BEGIN TRANSACTION;
CREATE TABLE athletes (
	name TEXT NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "athletes" VALUES('me');
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
INSERT INTO "liftrun_schema" VALUES('0001');
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
