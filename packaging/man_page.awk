# A manual page out of the text that --help prints, so that the two cannot tell different things.
# usage: nianbao extract --help | awk -v page=nianbao-extract -v summary="…" -v version=0.1.0 -f man_page.awk

function escaped(text) {
  gsub(/\\/, "\\e", text)
  gsub(/-/, "\\-", text)
  if (text ~ /^[.']/) text = "\\&" text
  return text
}

# The program's own way of writing an option, `-o [ --output ] OUT`, as manuals write it: `-o, --output OUT`.
function option_term(text) {
  sub(/ +$/, "", text)
  text = gensub_option(text)
  return escaped(text)
}
function gensub_option(text,   short, rest) {
  if (match(text, /^-[a-zA-Z] \[ --[a-z-]+ \]/) == 0) return text
  short = substr(text, 1, 2)
  rest = substr(text, RLENGTH + 1)
  match(text, /--[a-z-]+/)
  return short ", " substr(text, RSTART, RLENGTH) rest
}

function flush_option() {
  if (term != "") printf ".TP\n\\fB%s\\fR\n%s\n", term, escaped(words)
  term = words = ""
}

function begin(section) {
  flush_option()
  if (in_lines) print ".fi\n.RE"
  in_lines = 0
  print ".SH " section
}

{ line[NR] = $0 }

END {
  # Descriptions of options begin where that of --help does, which every command has.
  for (i = 1; i <= NR; ++i) if (line[i] ~ /-h \[ --help \]/) column = index(line[i], "this help")
  printf ".TH \"%s\" \"1\" \"\" \"nianbao %s\" \"User Commands\"\n", toupper(page), version
  begin("NAME")
  print escaped(page) " \\- " escaped(summary)
  begin("SYNOPSIS")
  for (i = 1; i <= NR; ++i) {
    if (line[i] ~ /^Usage: /) {
      print escaped(substr(line[i], 8))
      begin("DESCRIPTION")
      part = "text"
    } else if (line[i] == "Options:" || line[i] == "Commands:" || line[i] == "Examples:" || line[i] == "First steps:") {
      part = line[i] == "Options:" ? "options" : "lines"
      begin(toupper(substr(line[i], 1, length(line[i]) - 1)))
      if (part == "lines") { print ".RS\n.nf"; in_lines = 1 }
    } else if (part == "options") {
      if (line[i] == "") flush_option()
      else if (line[i] ~ /^  -/) { flush_option(); term = option_term(substr(line[i], 3, column - 3)); words = substr(line[i], column) }
      else { text = line[i]; sub(/^ +/, "", text); sub(/ +$/, "", words); words = words " " text }
    } else if (part == "lines") {
      if (line[i] != "" || i < NR) print line[i] == "" ? "" : escaped(substr(line[i], line[i] ~ /^  / ? 3 : 1))
    } else if (line[i] == "") {
      if (i > 2) print ".PP"
    } else {
      # Words in columns (a list of words and what each is) keep their lines.
      if (line[i] ~ /[^ ]   *[^ ]/ && line[i] ~ /^[a-z]+  /) print ".br"
      print escaped(line[i])
    }
  }
  flush_option()
  if (in_lines) print ".fi\n.RE"
  print ".SH SEE ALSO"
  print page == "nianbao" ? see_also : "\\fBnianbao\\fR(1)" 
}
