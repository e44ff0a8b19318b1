# Builds text files into a library, so that the program is one file.
#   nianbao_embed(nianbao_records FILES record.schema.json)
# For each file a function `std::string_view embedded_<file name as an identifier>()` (record.schema.json ->
# nianbao::embedded_record_schema_json()), declared in <folder>/embedded.h, which the target's own sources include.
# The text is what the file holds, byte for byte; it is made anew whenever the file changes.
#
# The same file is the script that the build runs (cmake -P) to write the source.

if(CMAKE_SCRIPT_MODE_FILE)
  set(declarations "")
  set(definitions "")
  foreach(file IN LISTS FILES)
    get_filename_component(name "${file}" NAME)
    string(MAKE_C_IDENTIFIER "embedded_${name}" function)
    file(READ "${file}" rest)
    # Compilers limit one literal to 16 KB (MSVC) or 64 KB (the standard's advice): cut after a line, so never in a character.
    set(literals "")
    string(LENGTH "${rest}" length)
    while(length GREATER 12000)
      string(SUBSTRING "${rest}" 0 12000 piece)
      string(FIND "${piece}" "\n" end REVERSE)
      if(end EQUAL -1)
        message(FATAL_ERROR "${file}: a line of over 12000 bytes cannot be embedded")
      endif()
      math(EXPR end "${end} + 1")
      string(SUBSTRING "${rest}" 0 ${end} piece)
      string(SUBSTRING "${rest}" ${end} -1 rest)
      string(APPEND literals "R\"nianbao(${piece})nianbao\"\n")
      string(LENGTH "${rest}" length)
    endwhile()
    string(APPEND literals "R\"nianbao(${rest})nianbao\"")
    string(APPEND declarations "std::string_view ${function}();\n")
    string(APPEND definitions "\nstd::string_view ${function}() {\n  static constexpr char text[] =\n${literals};\n"
                              "  return {text, sizeof(text) - 1};\n}\n")
  endforeach()
  file(WRITE "${HEADER}" "#pragma once\n\n#include <string_view>\n\nnamespace nianbao {\n\n${declarations}\n}  // namespace nianbao\n")
  file(WRITE "${SOURCE}" "#include \"${INCLUDE}\"\n\nnamespace nianbao {\n${definitions}\n}  // namespace nianbao\n")
  return()
endif()

set(NIANBAO_EMBED_SCRIPT ${CMAKE_CURRENT_LIST_FILE})

function(nianbao_embed target)
  cmake_parse_arguments(arg "" "" "FILES" ${ARGN})
  file(RELATIVE_PATH folder ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_SOURCE_DIR})
  set(generated ${PROJECT_BINARY_DIR}/generated)
  set(header ${generated}/${folder}/embedded.h)
  set(source ${generated}/${folder}/embedded.cc)
  list(TRANSFORM arg_FILES PREPEND ${CMAKE_CURRENT_SOURCE_DIR}/)
  add_custom_command(
    OUTPUT ${header} ${source}
    COMMAND ${CMAKE_COMMAND} "-DFILES=${arg_FILES}" -DHEADER=${header} -DSOURCE=${source}
            -DINCLUDE=${folder}/embedded.h -P ${NIANBAO_EMBED_SCRIPT}
    DEPENDS ${arg_FILES} ${NIANBAO_EMBED_SCRIPT}
    COMMENT "Embedding text files of ${folder}"
    VERBATIM)
  target_sources(${target} PRIVATE ${header} ${source})
  target_include_directories(${target} PRIVATE ${generated})
endfunction()
