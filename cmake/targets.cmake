# The warnings every target of ours carries; an interface target, not a global flag.
add_library(nianbao_warnings INTERFACE)
target_compile_options(nianbao_warnings INTERFACE -Wall -Wextra -Wpedantic -Wnon-virtual-dtor -Wold-style-cast
                                                  -Woverloaded-virtual $<$<CXX_COMPILER_ID:GNU>:-Wshadow=local>)

# What allocates memory in the programs that read many reports: a quarter of a text report's time is its allocations (nianbao-bench).
# Sanitizers bring their own.
add_library(nianbao_allocator INTERFACE)
if(NOT CMAKE_CXX_FLAGS MATCHES "-fsanitize")
  target_link_libraries(nianbao_allocator INTERFACE mimalloc)
endif()

# A folder's library: sources are listed, public headers form a file set whose members are compiled alone.
#   nianbao_library(tables SOURCES a.cc HEADERS a.h LINKS PUBLIC nianbao_model PRIVATE ICU::uc)
function(nianbao_library name)
  cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;LINKS" ${ARGN})
  add_library(nianbao_${name} STATIC ${arg_SOURCES})
  target_sources(nianbao_${name} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR} FILES ${arg_HEADERS})
  target_link_libraries(nianbao_${name} PRIVATE nianbao_warnings)
  if(arg_LINKS)
    target_link_libraries(nianbao_${name} ${arg_LINKS})
  endif()
endfunction()

# A folder's tests: one Catch2 program, every TEST_CASE a ctest of its own run.
#   nianbao_test(tables SOURCES grid_finder_test.cc LINKS nianbao_tables)
function(nianbao_test name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_test ${arg_SOURCES} $<TARGET_OBJECTS:nianbao_test_main>)
  target_link_libraries(${name}_test PRIVATE nianbao_warnings PkgConfig::catch2 ${arg_LINKS})
  target_compile_definitions(${name}_test PRIVATE NIANBAO_SOURCE_DIR="${PROJECT_SOURCE_DIR}"
                             NIANBAO_BINARY_DIR="${CMAKE_BINARY_DIR}")
  add_test(NAME ${name} COMMAND ${name}_test)
endfunction()

# A fuzz target: with libFuzzer where NIANBAO_FUZZER is on, else with a main() that replays and mutates its seeds for
# a bounded number of runs, so that it cannot rot.
#   nianbao_fuzz(text_reader SOURCES text_reader_fuzz.cc LINKS nianbao_extract)
function(nianbao_fuzz name)
  cmake_parse_arguments(arg "" "" "SOURCES;LINKS" ${ARGN})
  add_executable(${name}_fuzz ${arg_SOURCES})
  target_link_libraries(${name}_fuzz PRIVATE nianbao_warnings ${arg_LINKS})
  if(NIANBAO_FUZZER)
    target_link_options(${name}_fuzz PRIVATE -fsanitize=fuzzer)
  else()
    target_sources(${name}_fuzz PRIVATE ${PROJECT_SOURCE_DIR}/tests/fuzz/standalone_main.cc)
  endif()
endfunction()
