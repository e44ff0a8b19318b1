#include "cli/confinement.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstring>
#include <memory>
#include <string>

namespace nianbao {
namespace {

using Filter = std::unique_ptr<void, decltype(&seccomp_release)>;

/// What reading, computing, allocating and answering take. Calls that this machine does not have are passed over.
constexpr int kReaderCalls[] = {
    SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(pread64), SCMP_SYS(preadv), SCMP_SYS(write), SCMP_SYS(writev), SCMP_SYS(lseek),
    SCMP_SYS(close), SCMP_SYS(close_range), SCMP_SYS(dup), SCMP_SYS(fstat), SCMP_SYS(stat), SCMP_SYS(lstat),
    SCMP_SYS(newfstatat), SCMP_SYS(statx), SCMP_SYS(statfs), SCMP_SYS(fstatfs), SCMP_SYS(access), SCMP_SYS(faccessat),
    SCMP_SYS(faccessat2), SCMP_SYS(readlink), SCMP_SYS(readlinkat), SCMP_SYS(getdents64), SCMP_SYS(getcwd), SCMP_SYS(fadvise64),
    SCMP_SYS(mmap), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(mprotect), SCMP_SYS(madvise), SCMP_SYS(mincore), SCMP_SYS(brk),
    SCMP_SYS(futex), SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres), SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
    SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(times), SCMP_SYS(getrusage), SCMP_SYS(getrlimit), SCMP_SYS(sysinfo),
    SCMP_SYS(uname), SCMP_SYS(getpid), SCMP_SYS(gettid), SCMP_SYS(getppid), SCMP_SYS(getuid), SCMP_SYS(geteuid),
    SCMP_SYS(getgid), SCMP_SYS(getegid), SCMP_SYS(getcpu), SCMP_SYS(getrandom), SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity), SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask), SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack), SCMP_SYS(restart_syscall), SCMP_SYS(poll), SCMP_SYS(ppoll), SCMP_SYS(recvfrom), SCMP_SYS(recvmsg),
    SCMP_SYS(sendto), SCMP_SYS(sendmsg), SCMP_SYS(set_robust_list), SCMP_SYS(set_tid_address), SCMP_SYS(rseq),
    SCMP_SYS(membarrier), SCMP_SYS(arch_prctl), SCMP_SYS(pause), SCMP_SYS(exit), SCMP_SYS(exit_group)};

/// What changes the machine, or other processes; nothing that LibreOffice needs.
constexpr int kForbiddenToConverter[] = {
    SCMP_SYS(ptrace), SCMP_SYS(process_vm_readv), SCMP_SYS(process_vm_writev), SCMP_SYS(mount), SCMP_SYS(umount2),
    SCMP_SYS(pivot_root), SCMP_SYS(chroot), SCMP_SYS(swapon), SCMP_SYS(swapoff), SCMP_SYS(reboot), SCMP_SYS(init_module),
    SCMP_SYS(finit_module), SCMP_SYS(delete_module), SCMP_SYS(kexec_load), SCMP_SYS(bpf), SCMP_SYS(perf_event_open),
    SCMP_SYS(keyctl), SCMP_SYS(add_key), SCMP_SYS(request_key), SCMP_SYS(settimeofday), SCMP_SYS(clock_settime),
    SCMP_SYS(sethostname), SCMP_SYS(setdomainname), SCMP_SYS(userfaultfd), SCMP_SYS(io_uring_setup), SCMP_SYS(open_by_handle_at)};

Failure refused(const std::string& what, int error) {
  return Failure({ErrorCode::internal, {}, what + ": " + std::strerror(error)});
}

/// Adds rules one after the other and keeps the first error.
class Rules {
 public:
  Rules(void* filter) : filter_(filter) {}

  template <typename... Conditions>
  void add(std::uint32_t action, int call, Conditions... conditions) {
    const int done = seccomp_rule_add(filter_, action, call, sizeof...(conditions), conditions...);
    if (done != 0 && done != -EDOM && !error_) error_ = -done;
  }
  int error() const { return error_; }

 private:
  void* filter_;
  int error_ = 0;
};

/// Sockets between processes of one machine are refused with words, as libraries ask there for names of users; others kill.
void add_network_rules(Rules& rules, std::uint32_t network) {
  rules.add(SCMP_ACT_ERRNO(EACCES), SCMP_SYS(socket), SCMP_A0(SCMP_CMP_EQ, AF_UNIX));
  rules.add(network, SCMP_SYS(socket), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
}

void add_opening_rules(Rules& rules) {
  constexpr unsigned kToWrite = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | O_APPEND;
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(openat), SCMP_A2(SCMP_CMP_MASKED_EQ, kToWrite, O_RDONLY));
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(open), SCMP_A1(SCMP_CMP_MASKED_EQ, kToWrite, O_RDONLY));
  // Not F_SETOWN, by which a process has signals sent to others.
  for (int command : {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD, F_DUPFD_CLOEXEC})
    rules.add(SCMP_ACT_ALLOW, SCMP_SYS(fcntl), SCMP_A1(SCMP_CMP_EQ, static_cast<scmp_datum_t>(command)));
}

/// Threads, but no processes; signals to itself, as abort() sends them; its own limits; questions about a terminal.
void add_process_rules(Rules& rules) {
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(clone), SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD));
  rules.add(SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3));  // the C library then takes clone
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(tgkill), SCMP_A0(SCMP_CMP_EQ, static_cast<scmp_datum_t>(::getpid())));
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), SCMP_A0(SCMP_CMP_EQ, 0));
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(ioctl), SCMP_A1(SCMP_CMP_EQ, TCGETS));
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(prctl), SCMP_A0(SCMP_CMP_EQ, PR_SET_NAME));
  rules.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(execve));
  rules.add(SCMP_ACT_KILL_PROCESS, SCMP_SYS(execveat));
}

void add_reader_rules(Rules& rules) {
  for (int call : kReaderCalls) rules.add(SCMP_ACT_ALLOW, call);
#if defined(__SANITIZE_ADDRESS__)
  rules.add(SCMP_ACT_ALLOW, SCMP_SYS(pipe2));  // by which a sanitizer asks whether memory can be read
#endif
  add_opening_rules(rules);
  add_process_rules(rules);
  add_network_rules(rules, SCMP_ACT_KILL_PROCESS);
}

void add_converter_rules(Rules& rules) {
  for (int call : kForbiddenToConverter) rules.add(SCMP_ACT_ERRNO(EPERM), call);
  // LibreOffice talks to itself through a socket of the machine, so that these stay.
  rules.add(SCMP_ACT_ERRNO(EAFNOSUPPORT), SCMP_SYS(socket), SCMP_A0(SCMP_CMP_NE, AF_UNIX));
}

Result<void> load_filter(Confinement what) {
  const bool reads = what == Confinement::reader;
  const Filter filter(seccomp_init(reads ? SCMP_ACT_ERRNO(EPERM) : SCMP_ACT_ALLOW), &seccomp_release);
  if (!filter) return refused("no filter of system calls can be made", ENOMEM);
  Rules rules(filter.get());
  reads ? add_reader_rules(rules) : add_converter_rules(rules);
  seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_OPTIMIZE, 2);  // a tree: a call costs a few comparisons
  if (rules.error() != 0) return refused("the filter of system calls cannot be built", rules.error());
  if (const int done = seccomp_load(filter.get()); done != 0) return refused("the kernel refuses the filter of system calls", -done);
  return {};
}

Result<void> give_up_privileges() {
  if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return refused("the kernel does not keep a process from new privileges", errno);
  ::prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0);
  __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct none[2] = {};
  if (::syscall(SYS_capset, &header, none) != 0) return refused("the capabilities cannot be given up", errno);
  return {};
}

}  // namespace

Result<void> confine(Confinement what) {
  if (auto given_up = give_up_privileges(); !given_up) return given_up;
  return load_filter(what);
}

Result<void> try_confinement() {
  const pid_t pid = ::fork();
  if (pid < 0) return refused("no process can be started", errno);
  if (pid == 0) ::_exit(confine(Confinement::reader) ? 0 : 1);
  int status = 0;
  while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return Failure({ErrorCode::internal, {}, "the kernel does not let the processes that read be confined (seccomp)"});
}

void limit_memory(int mib) {
#if !defined(__SANITIZE_ADDRESS__)
  if (mib <= 0) return;
  const rlimit limit{static_cast<rlim_t>(mib) << 20, static_cast<rlim_t>(mib) << 20};
  ::setrlimit(RLIMIT_DATA, &limit);
#else
  static_cast<void>(mib);
#endif
}

void limit_cpu(int seconds) {
  if (seconds <= 0) return;
  rusage used = {};
  ::getrusage(RUSAGE_SELF, &used);
  const rlim_t until = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + seconds);
  const rlimit limit{until, RLIM_INFINITY};
  ::setrlimit(RLIMIT_CPU, &limit);
}

}  // namespace nianbao
