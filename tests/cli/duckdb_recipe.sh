#!/usr/bin/env bash
# The DuckDB recipes of docs/archive.md, as they stand there, by DuckDB from npm; what they give has to be what the store says.
# usage: duckdb_recipe.sh NIANBAO NIANBAO-GENERATE FOLDER     (FOLDER keeps the npm package)
set -euo pipefail
nianbao=$(realpath "$1") generate=$(realpath "$2")
doc=$(realpath "$(dirname "$0")/../../docs/archive.md")
command -v npm >/dev/null || { echo "skipped: there is no npm"; exit 77; }
mkdir -p "$3"
cd "$3"
[ -d node_modules/@duckdb/node-api ] || npm install --silent --no-fund --no-audit --prefix . @duckdb/node-api@1.5.6-r.1 ||
  { echo "skipped: DuckDB cannot be had from npm"; exit 77; }
rm -rf made reports.sqlite* dataset values_wide.parquet
"$generate" --seed 9201 --count 40 --small --out made >/dev/null
"$nianbao" extract made/reports -q -o reports.sqlite
"$nianbao" export reports.sqlite -o dataset/

cat >run.mjs <<'PROGRAM'
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';
const recipes = [...readFileSync(process.argv[2], 'utf8').matchAll(/^ {4}duckdb -c "(.*)"$/gm)].map((m) => m[1]);
if (recipes.length < 2) throw new Error('the page has no recipes');
const database = await (await DuckDBInstance.create()).connect();
const rows = async (sql) => (await database.runAndReadAll(sql)).getRows();
for (const sql of recipes) console.log((await rows(sql)).map((row) => row.join('|')).join('\n'));
console.log((await rows("SELECT count(*), count(DISTINCT record_id), sum(req_processed_np), max(dis_fee_amount), count(unit) FROM 'values_wide.parquet'"))[0].join('|'));
PROGRAM
node run.mjs "$doc" | sed '1d' >found
{
  sqlite3 reports.sqlite "SELECT year, count(*), sum(req_recv_tot) FROM values_wide GROUP BY year ORDER BY year IS NULL, year"
  sqlite3 reports.sqlite "SELECT count(*), count(DISTINCT record_id), sum(req_processed_np), max(dis_fee_amount), count(unit) FROM values_wide"
} >expected
diff expected found
echo "DuckDB reads what the store holds: $(tail -1 found)"
