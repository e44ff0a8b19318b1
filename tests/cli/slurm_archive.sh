#!/usr/bin/env bash
# A Slurm cluster of two nodes on this machine reads a generated archive in an array whose second task is killed in its midst and
# queued again; the joined store has to be the one that a single run makes, byte for byte in its exports.
# usage: slurm_archive.sh NIANBAO NIANBAO-GENERATE      (as root: slurmd wants it)
set -euo pipefail
export NIANBAO_REAL=$1
generate=$2
here=$(cd "$(dirname "$0")/../.." && pwd)
for program in slurmctld slurmd sbatch; do
  PATH=$PATH:/usr/sbin command -v "$program" >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done
PATH=$PATH:/usr/sbin
work=$(mktemp -d)
daemons=()
finish() {
  [ ${#daemons[@]} -eq 0 ] || kill "${daemons[@]}" 2>/dev/null || true
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

base=$((20000 + $$ % 20000))
cat >"$work/slurm.conf" <<CONF
ClusterName=test
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$base
SlurmUser=root
SlurmdUser=root
AuthType=auth/none
AuthInfo=cred_expire=5
CredType=cred/none
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool-%n
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd-%n.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd-%n.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
ReturnToService=2
SchedulerParameters=sched_interval=2
NodeName=one NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((base + 1)) CPUs=1
NodeName=two NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((base + 2)) CPUs=1
PartitionName=all Nodes=one,two Default=YES MaxTime=60 State=UP
CONF
export SLURM_CONF=$work/slurm.conf
mkdir "$work/state" "$work/spool-one" "$work/spool-two"
slurmctld -D >"$work/ctld.out" 2>&1 & daemons+=($!)
for node in one two; do
  slurmd -D -N "$node" >"$work/slurmd-$node.out" 2>&1 & daemons+=($!)
done
for _ in $(seq 60); do
  [ "$(sinfo -h -t idle -o %D 2>/dev/null)" = 2 ] && break
  sleep 1
done
[ "$(sinfo -h -t idle -o %D)" = 2 ] || { tail -n 5 "$work"/*.log "$work"/*.out; echo "the cluster did not come up"; exit 1; }

"$generate" --seed 9001 --count 240 --small --out "$work/made" >/dev/null
: >"$work/made/reports/empty.txt"
cp "$work/made/reports/$(ls "$work/made/reports" | head -1)" "$work/made/reports/the-same-again"

# The program as the cluster has it: the second task's first try is killed when its store has some records.
cat >"$work/nianbao" <<'PROGRAM'
#!/usr/bin/env bash
set -m
if [ "${SLURM_ARRAY_TASK_ID:-}" != 2 ] || [ "${SLURM_RESTART_COUNT:-0}" != 0 ]; then exec "$NIANBAO_REAL" "$@"; fi
fifo=$(mktemp -u); mkfifo "$fifo"
"$NIANBAO_REAL" "$@" --log-json 2>"$fifo" & run=$!
head -n 5 "$fifo" >/dev/null
kill -KILL "$run"; rm "$fifo"; wait "$run"
PROGRAM
chmod +x "$work/nianbao"
export NIANBAO=$work/nianbao

"$here/scripts/slurm/submit" 4 "$work/archive.sqlite" "$work/made/reports"
for _ in $(seq 180); do
  [ -z "$(squeue -h)" ] && break
  sleep 1
done
[ -f "$work/archive.sqlite" ] || { squeue; tail -n 20 "$work"/archive.sqlite.parts/*.log "$work"/*.log; echo "there is no merged store"; exit 1; }
cat "$work"/archive.sqlite.parts/*.log
grep -q 'share 2 ended with 137 and is queued again' "$work/archive.sqlite.parts/2.log" || { echo "no task was queued again"; exit 1; }
for node in one two; do
  grep -qh "on $node\$" "$work"/archive.sqlite.parts/*.log || { echo "node $node did nothing"; exit 1; }
done
[ "$(sqlite3 "$work/archive.sqlite.parts/2.sqlite" "SELECT count(*) FROM runs")" = 2 ] || { echo "the task did not go on where it was"; exit 1; }

"$NIANBAO_REAL" extract "$work/made/reports" -q -o "$work/single.sqlite" 2>/dev/null || [ $? -eq 3 ]
for store in single archive; do
  "$NIANBAO_REAL" export "$work/$store.sqlite" -o "$work/$store.jsonl"
  "$NIANBAO_REAL" export "$work/$store.sqlite" -o "$work/$store/"
  "$NIANBAO_REAL" export "$work/$store.sqlite" -o "$work/$store.xlsx"
done
cmp "$work/single.jsonl" "$work/archive.jsonl"
cmp "$work/single.xlsx" "$work/archive.xlsx"
rm "$work/single/runs.csv" "$work/archive/runs.csv"
diff -r "$work/single" "$work/archive"
echo "the archive read by the cluster is the one read by one machine: $(wc -l <"$work/archive.jsonl") records"
