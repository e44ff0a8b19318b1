#include "cli/run_processes.h"

#include <unistd.h>

#include "cli/archive_process.h"
#include "cli/confinement.h"
#include "cli/worker_process.h"

namespace nianbao {
namespace {

void be_ready(const ProcessOptions& options, Confinement what) {
  limit_memory(options.limits.memory_mib + options.limits.memory_mib / 4);
  if (options.confined && !confine(what)) ::_exit(kNotConfined);
}

void read_items(int socket, const ProcessOptions& options) {
  be_ready(options, Confinement::reader);
  serve_items(socket, options.max_bytes, [&](const InputItem& item) {
    limit_cpu(options.limits.cpu_seconds);
    return options.read(item);
  });
}

void unpack(int socket, const ProcessOptions& options) {
  be_ready(options, Confinement::reader);
  unpack_archive(socket);
}

void convert(int socket, const ProcessOptions& options) {
  be_ready(options, Confinement::converter);
  convert_items(socket, options.office);
}

}  // namespace

std::unique_ptr<ForkServer> start_processes(const ProcessOptions& options) {
  std::vector<ForkServer::Role> roles(3);
  roles[kReads] = [&](int socket) { read_items(socket, options); };
  roles[kUnpacks] = [&](int socket) { unpack(socket, options); };
  roles[kConverts] = [&](int socket) { convert(socket, options); };
  return ForkServer::start(roles);
}

}  // namespace nianbao
