PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "forms" (
  "form" TEXT NOT NULL,
  "name_zh" TEXT NOT NULL,
  "first_year" INTEGER,
  "last_year" INTEGER,
  "ground" TEXT NOT NULL,
  PRIMARY KEY ("form")
);
INSERT INTO forms VALUES('ogi-2021','2021年格式',2021,NULL,'国办公开办函〔2021〕30号');
CREATE TABLE IF NOT EXISTS "fields" (
  "field" TEXT NOT NULL,
  "short" TEXT NOT NULL,
  "forms" TEXT NOT NULL,
  "unit" TEXT NOT NULL,
  "range" TEXT NOT NULL,
  "label" TEXT NOT NULL,
  "definition" TEXT NOT NULL,
  PRIMARY KEY ("field")
);
INSERT INTO fields VALUES('disclosure.fees.amount','dis_fee_amount','ogi-2021','万元','>=0','二 行政事业性收费 / 本年收费金额','what it counts');
INSERT INTO fields VALUES('requests.received.total','req_recv_tot','ogi-2021','件','>=0','三 一、本年新收 / 总计','what it counts');
INSERT INTO fields VALUES('requests.granted.total','req_granted_tot','ogi-2021','件','any','三 （一）予以公开 / 总计','what it counts');
CREATE TABLE IF NOT EXISTS "rules" (
  "rule" TEXT NOT NULL,
  "where" TEXT NOT NULL,
  "severity" TEXT NOT NULL,
  "attribution" TEXT NOT NULL,
  "name_zh" TEXT NOT NULL,
  "says" TEXT NOT NULL,
  "says_zh" TEXT NOT NULL,
  "ground" TEXT NOT NULL,
  PRIMARY KEY ("rule")
);
CREATE TABLE IF NOT EXISTS "runs" (
  "run_id" INTEGER NOT NULL,
  "started" TEXT,
  "finished" TEXT,
  "schema_version" INTEGER NOT NULL,
  "extractor_version" TEXT,
  "basis" TEXT,
  "documents" INTEGER NOT NULL,
  "records" INTEGER NOT NULL,
  "failed" INTEGER NOT NULL,
  PRIMARY KEY ("run_id")
);
INSERT INTO runs VALUES(1,'2025-03-01T02:00:00Z','2025-03-01T02:00:00Z',1,'0.1.0','9c1d',3,2,1);
CREATE TABLE IF NOT EXISTS "reports" (
  "record_id" TEXT NOT NULL,
  "sha256" TEXT,
  "source" TEXT NOT NULL,
  "media_type" TEXT,
  "bytes" INTEGER NOT NULL,
  "pages" INTEGER,
  "method" TEXT,
  "page_methods" TEXT,
  "encoding" TEXT,
  "encoding_origin" TEXT,
  "encoding_certain" INTEGER,
  "url" TEXT,
  "retrieved" TEXT,
  "form" TEXT,
  "year" INTEGER,
  "unit" TEXT,
  "title" TEXT,
  "period_start" TEXT,
  "period_end" TEXT,
  "published" TEXT,
  "signed" TEXT,
  "scope" TEXT,
  "status" TEXT NOT NULL,
  "kind" TEXT,
  "error_code" TEXT,
  "error_message" TEXT,
  "doubtful" INTEGER NOT NULL,
  "errors" INTEGER NOT NULL,
  "warnings" INTEGER NOT NULL,
  "schema_version" INTEGER NOT NULL,
  "extractor_version" TEXT NOT NULL,
  "basis" TEXT NOT NULL,
  "run_id" INTEGER NOT NULL,
  "superseded_by" TEXT,
  PRIMARY KEY ("record_id"),
  FOREIGN KEY ("form") REFERENCES "forms" ("form"),
  FOREIGN KEY ("run_id") REFERENCES "runs" ("run_id"),
  FOREIGN KEY ("superseded_by") REFERENCES "reports" ("record_id")
);
INSERT INTO reports VALUES('3333333333333333333333333333333333333333333333333333333333333333','3333333333333333333333333333333333333333333333333333333333333333','2024/huaian.pdf','application/pdf',412842,6,'text-layer',NULL,NULL,NULL,NULL,NULL,NULL,'ogi-2021',2024,'淮安市人民政府','淮安市人民政府2024年政府信息公开工作年度报告','2024-01-01','2024-12-31',NULL,'2025-01-20',NULL,'partial',NULL,NULL,NULL,1,1,0,1,'0.1.0','9c1d',1,NULL);
INSERT INTO reports VALUES('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','locked.pdf','application/pdf',1000,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'failed',NULL,'encrypted','the file wants a password; give it one without',0,0,0,1,'0.1.0','9c1d',1,NULL);
CREATE TABLE IF NOT EXISTS "documents" (
  "path" TEXT NOT NULL,
  "record_id" TEXT,
  "sha256" TEXT,
  "bytes" INTEGER NOT NULL,
  "modified" INTEGER,
  "fate" TEXT NOT NULL,
  "error_code" TEXT,
  "error_message" TEXT,
  "first_seen" TEXT,
  "last_seen" TEXT,
  "gone_since" TEXT,
  "run_id" INTEGER NOT NULL,
  PRIMARY KEY ("path"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id"),
  FOREIGN KEY ("run_id") REFERENCES "runs" ("run_id")
);
INSERT INTO documents VALUES('2024/huaian.pdf','3333333333333333333333333333333333333333333333333333333333333333','3333333333333333333333333333333333333333333333333333333333333333',412842,NULL,'partial',NULL,NULL,'2025-03-01T02:00:00Z','2025-03-01T02:00:00Z',NULL,1);
INSERT INTO documents VALUES('copy.pdf','3333333333333333333333333333333333333333333333333333333333333333','3333333333333333333333333333333333333333333333333333333333333333',412842,NULL,'partial',NULL,NULL,'2025-03-01T02:00:00Z','2025-03-01T02:00:00Z',NULL,1);
INSERT INTO documents VALUES('locked.pdf','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff',1000,NULL,'failed','encrypted','the file wants a password; give it one without','2025-03-01T02:00:00Z','2025-03-01T02:00:00Z',NULL,1);
CREATE TABLE IF NOT EXISTS "sections" (
  "record_id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "id" TEXT NOT NULL,
  "number" INTEGER,
  "heading" TEXT NOT NULL,
  "page" INTEGER,
  "x0" REAL,
  "y0" REAL,
  "x1" REAL,
  "y1" REAL,
  "path" TEXT,
  "line" INTEGER,
  "span_first" INTEGER,
  "span_last" INTEGER,
  "last_page" INTEGER,
  "text" TEXT NOT NULL,
  PRIMARY KEY ("record_id", "position"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id")
);
INSERT INTO sections VALUES('3333333333333333333333333333333333333333333333333333333333333333',1,'overview',1,'一、总体情况',1,72.0,130.0,170.0,146.0,NULL,NULL,NULL,NULL,3,replace('第一段。\n第二段。','\n',char(10)));
CREATE TABLE IF NOT EXISTS "values_long" (
  "record_id" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "instance" INTEGER NOT NULL,
  "value" REAL,
  "value_text" TEXT,
  "raw" TEXT,
  "raw_unit" TEXT,
  "status" TEXT NOT NULL,
  "method" TEXT,
  "confidence" REAL,
  "page" INTEGER,
  "x0" REAL,
  "y0" REAL,
  "x1" REAL,
  "y1" REAL,
  "path" TEXT,
  "line" INTEGER,
  "span_first" INTEGER,
  "span_last" INTEGER,
  PRIMARY KEY ("record_id", "field", "instance"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id"),
  FOREIGN KEY ("field") REFERENCES "fields" ("field")
) WITHOUT ROWID;
INSERT INTO values_long VALUES('3333333333333333333333333333333333333333333333333333333333333333','disclosure.fees.amount',1,25.10000000000000142,'25.1','251000元','元','read',NULL,NULL,2,276.10000000000002274,530.0,310.19999999999998863,548.50000000000000001,NULL,NULL,NULL,NULL);
INSERT INTO values_long VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.granted.total',1,NULL,NULL,NULL,NULL,'missing',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO values_long VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.granted.total',2,-5.0,'-5','-5',NULL,'read',NULL,NULL,4,1.0,2.0,3.0,4.0,NULL,NULL,NULL,NULL);
INSERT INTO values_long VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.received.total',1,NULL,NULL,'270020130',NULL,'doubtful','ocr',0.86999999999999999555,3,276.10000000000002274,530.00999999999999089,310.19999999999998863,548.50000000000000001,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "candidates" (
  "record_id" TEXT NOT NULL,
  "field" TEXT NOT NULL,
  "instance" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "value" REAL NOT NULL,
  "value_text" TEXT NOT NULL,
  PRIMARY KEY ("record_id", "field", "instance", "position"),
  FOREIGN KEY ("record_id", "field", "instance") REFERENCES "values_long" ("record_id", "field", "instance")
) WITHOUT ROWID;
INSERT INTO candidates VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.received.total',1,1,27.0,'27');
INSERT INTO candidates VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.received.total',1,2,270.0,'270');
CREATE TABLE IF NOT EXISTS "findings" (
  "record_id" TEXT NOT NULL,
  "id" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "rule" TEXT NOT NULL,
  "severity" TEXT NOT NULL,
  "attribution" TEXT NOT NULL,
  "fields" TEXT NOT NULL,
  "expected" TEXT,
  "actual" TEXT,
  "page" INTEGER,
  "x0" REAL,
  "y0" REAL,
  "x1" REAL,
  "y1" REAL,
  "path" TEXT,
  "line" INTEGER,
  "span_first" INTEGER,
  "span_last" INTEGER,
  "message" TEXT NOT NULL,
  "message_zh" TEXT NOT NULL,
  "cells" TEXT,
  "readings" TEXT,
  PRIMARY KEY ("record_id", "id"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id"),
  FOREIGN KEY ("rule") REFERENCES "rules" ("rule")
);
INSERT INTO findings VALUES('3333333333333333333333333333333333333333333333333333333333333333','requests.balance:business',1,'requests.balance','error','publisher','["requests.received.total","requests.granted.total"]','3153','3119',3,1.0,2.0,3.0,4.0,NULL,NULL,NULL,NULL,'received + carried_in is 3153','商业企业：本年新收与上年结转之和为3153',NULL,NULL);
CREATE TABLE IF NOT EXISTS "evidence" (
  "record_id" TEXT NOT NULL,
  "key" TEXT NOT NULL,
  "position" INTEGER NOT NULL,
  "chosen" INTEGER NOT NULL,
  "value" TEXT NOT NULL,
  "raw" TEXT NOT NULL,
  "origin" TEXT NOT NULL,
  "page" INTEGER,
  "x0" REAL,
  "y0" REAL,
  "x1" REAL,
  "y1" REAL,
  "path" TEXT,
  "line" INTEGER,
  "span_first" INTEGER,
  "span_last" INTEGER,
  PRIMARY KEY ("record_id", "key", "position"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id")
);
INSERT INTO evidence VALUES('3333333333333333333333333333333333333333333333333333333333333333','unit',1,1,'淮安市人民政府','淮安市人民政府','title',1,90.0,96.0,180.19999999999998862,118.40000000000000568,NULL,NULL,NULL,NULL);
INSERT INTO evidence VALUES('3333333333333333333333333333333333333333333333333333333333333333','year',1,1,'2024','2024年','title',1,180.19999999999998862,96.0,221.80000000000001136,118.40000000000000568,NULL,NULL,NULL,NULL);
INSERT INTO evidence VALUES('3333333333333333333333333333333333333333333333333333333333333333','year',2,0,'2023','2023年','body',2,1.0,2.0,3.0,4.0,NULL,NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "values_wide" (
  "record_id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "unit" TEXT,
  "year" INTEGER,
  "form" TEXT,
  "status" TEXT NOT NULL,
  "dis_fee_amount" REAL,
  "req_recv_tot" INTEGER,
  "req_granted_tot" INTEGER,
  PRIMARY KEY ("record_id"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id")
);
INSERT INTO values_wide VALUES('3333333333333333333333333333333333333333333333333333333333333333','2024/huaian.pdf','淮安市人民政府',2024,'ogi-2021','partial',25.10000000000000142,NULL,NULL);
INSERT INTO values_wide VALUES('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','locked.pdf',NULL,NULL,NULL,'failed',NULL,NULL,NULL);
CREATE TABLE IF NOT EXISTS "status_wide" (
  "record_id" TEXT NOT NULL,
  "source" TEXT NOT NULL,
  "unit" TEXT,
  "year" INTEGER,
  "form" TEXT,
  "status" TEXT NOT NULL,
  "dis_fee_amount" TEXT,
  "req_recv_tot" TEXT,
  "req_granted_tot" TEXT,
  PRIMARY KEY ("record_id"),
  FOREIGN KEY ("record_id") REFERENCES "reports" ("record_id")
);
INSERT INTO status_wide VALUES('3333333333333333333333333333333333333333333333333333333333333333','2024/huaian.pdf','淮安市人民政府',2024,'ogi-2021','partial','read','doubtful','missing');
INSERT INTO status_wide VALUES('ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff','locked.pdf',NULL,NULL,NULL,'failed',NULL,NULL,NULL);
CREATE INDEX "reports_unit_year" ON "reports" ("unit", "year");
CREATE INDEX "reports_form_year" ON "reports" ("form", "year");
CREATE INDEX "reports_status" ON "reports" ("status");
CREATE INDEX "reports_sha256" ON "reports" ("sha256");
CREATE INDEX "documents_record_id" ON "documents" ("record_id");
CREATE INDEX "documents_fate" ON "documents" ("fate");
CREATE INDEX "findings_rule" ON "findings" ("rule");
CREATE INDEX "findings_severity_attribution" ON "findings" ("severity", "attribution");
CREATE INDEX "values_wide_unit_year" ON "values_wide" ("unit", "year");
COMMIT;
PRAGMA user_version=1;
PRAGMA application_id=1312964943;
