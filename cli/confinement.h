#pragma once

#include "model/result.h"

namespace nianbao {

/// What a process is for, which says what the kernel lets it do from then on.
enum class Confinement {
  reader,     ///< reads files and answers on its socket: no network, no writing of files, no other program, no other process
  converter,  ///< runs LibreOffice, which writes into a folder of its own: no network
};

/// Gives up for this process, and for all that it starts, every capability and the way to new ones, and lets the kernel (seccomp)
/// refuse what it is not for. It cannot be taken back. To a reader, files open to be read only, and what it has no need of
/// fails (EPERM); where it starts a program or opens a socket to a network it is killed (SIGSYS), as no reader does that in
/// good faith. Error: internal, with what the kernel said.
Result<void> confine(Confinement what);

/// Whether that can be done on this machine, found out by a process of its own.
Result<void> try_confinement();

/// The most memory that this process can have, in MiB: an allocation beyond it fails. 0: no limit. Without effect in
/// builds with a sanitizer, whose shadow memory has no measure.
void limit_memory(int mib);

/// From now on, this process is ended (SIGXCPU) once it has worked for so many seconds. 0: no limit.
void limit_cpu(int seconds);

}  // namespace nianbao
