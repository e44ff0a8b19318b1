// html-grids: prints the tables of web pages as the reader forms them, for comparing them with a browser's.
//   html-grids FILE        the page's grids
//   html-grids --make SEED a page of odd tables
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include "tests/extract/html_grids.h"

int main(int argc, char** argv) {
  if (argc == 3 && std::string(argv[1]) == "--make") {
    std::fputs(nianbao::test::make_odd_tables(std::strtoull(argv[2], nullptr, 10)).c_str(), stdout);
    return 0;
  }
  if (argc != 2) {
    std::fputs("usage: html-grids FILE | html-grids --make SEED\n", stderr);
    return 1;
  }
  std::ifstream in(argv[1], std::ios::binary);
  const std::string page{std::istreambuf_iterator<char>(in), {}};
  std::fputs(nianbao::test::describe_grids(page).c_str(), stdout);
}
