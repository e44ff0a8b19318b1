# shellcheck shell=bash disable=SC2154  (what stands above is written by make_pages.sh)
_nianbao() {
  local current=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]} words=
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    words="$_nianbao_commands --help --version"
  elif [[ $command == forms && $COMP_CWORD -eq 2 && $current != -* ]]; then
    words='list check'
  elif words=$(_nianbao_choices "$command" "$before") && [[ -n $words ]]; then
    :
  elif [[ $current == -* ]]; then
    words=$(_nianbao_options "$command")
  else
    return 0 # names of files, by `-o default`
  fi
  local word
  while read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$words" -- "$current")
}
complete -o default -F _nianbao nianbao
