#include "cli/commands.h"

int main(int count, char** words) { return nianbao::run_program({words + (count > 0), words + count}); }
