SELECT count(*) FROM reports
SELECT * FROM reports ORDER BY record_id LIMIT 101
SELECT status, count(*) AS n FROM reports GROUP BY status ORDER BY n DESC LIMIT 31
SELECT form, count(*) AS n FROM reports GROUP BY form ORDER BY n DESC LIMIT 31
SELECT year, count(*) AS n FROM reports GROUP BY year ORDER BY n DESC LIMIT 31
SELECT unit, count(*) AS n FROM reports GROUP BY unit ORDER BY n DESC LIMIT 31
SELECT * FROM reports WHERE unit = (SELECT unit FROM reports LIMIT 1) ORDER BY year
SELECT * FROM reports WHERE form = 'ogi-2021' AND year = 2023 LIMIT 101
SELECT * FROM reports WHERE superseded_by IS NULL AND status = 'failed' LIMIT 101
SELECT count(*) FROM documents
SELECT fate, count(*) AS n FROM documents GROUP BY fate
SELECT * FROM documents WHERE path = (SELECT max(path) FROM documents)
SELECT rule, count(*) AS n FROM findings GROUP BY rule ORDER BY n DESC LIMIT 31
SELECT severity, count(*) AS n FROM findings GROUP BY severity
SELECT * FROM findings WHERE severity = 'error' AND attribution = 'publisher' LIMIT 101
SELECT r.unit, r.year, f.message_zh FROM findings f JOIN reports r USING (record_id) WHERE f.severity = 'error' LIMIT 101
SELECT * FROM values_long ORDER BY record_id, field, instance LIMIT 101
SELECT * FROM values_long WHERE record_id = (SELECT max(record_id) FROM reports)
SELECT field, value_text FROM candidates LIMIT 101
SELECT * FROM values_wide ORDER BY record_id LIMIT 101
SELECT year, count(*), sum(req_recv_tot) FROM values_wide GROUP BY year
SELECT unit, year, req_recv_tot FROM values_wide ORDER BY req_recv_tot DESC LIMIT 101
SELECT w.req_recv_tot, s.req_recv_tot FROM values_wide w JOIN status_wide s USING (record_id) WHERE w.year = 2024 LIMIT 101
SELECT * FROM evidence WHERE record_id = (SELECT min(record_id) FROM reports)
SELECT * FROM runs ORDER BY run_id DESC LIMIT 101
