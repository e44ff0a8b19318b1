# Counts the lines of cells that nianbao-accuracy --cells wrote, by kind and in all, in no order. `lost` cells are among those that are not exact.
# usage: awk -F'\t' -v OFS='\t' -f scan_verdicts.awk
$1 == "kind" { next }
{ kinds[$1] = 1; ++n[$1, $6]; ++n["all", $6]; if ($9 == "repaired" && $6 == "exact") { ++repaired[$1]; ++repaired["all"] } }
$6 == "wrong" && $9 == "blank" { ++ink[$1]; ++ink["all"] }
function line(k,   cells) {
  cells = n[k, "exact"] + n[k, "flagged"] + n[k, "missing"] + n[k, "wrong"]
  print k, cells, sprintf("%.3f", cells ? 100 * n[k, "exact"] / cells : 0), n[k, "flagged"] + 0, n[k, "missing"] + 0, n[k, "wrong"] + 0,
    ink[k] + 0, repaired[k] + 0, n[k, "extra"] + n[k, "extra wrong"], n[k, "extra wrong"] + 0, n[k, "obstructed exact"] + n[k, "obstructed flagged"] + n[k, "obstructed missing"] + n[k, "obstructed wrong"],
    n[k, "obstructed wrong"] + 0, n[k, "erased exact"] + n[k, "erased flagged"] + n[k, "erased missing"] + n[k, "erased wrong"], n[k, "erased exact"] + 0, n[k, "erased wrong"] + 0
}
END {
  print "kind", "cells", "exact_percent", "flagged", "lost", "silent_wrong", "blank_for_ink", "repaired", "extra", "extra_claimed", "covered", "covered_wrong", "erased", "erased_repaired", "erased_wrong"
  for (k in kinds) line(k)
  line("all")
}
