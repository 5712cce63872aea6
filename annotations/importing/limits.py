"""What the process that parses strangers' files may not do.

On Linux and macOS by resource limits: no new file opened or written, no core dump, so much
address space and processor time and no more (macOS does not hold the limit of address space;
the worker's watchdog looks at the memory there). On Windows by a job object: so much memory and
no process of its own; time is the watchdog's.
"""

import contextlib
import subprocess
import sys

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("per_process_time", ctypes.c_int64),
            ("per_job_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("smallest_working_set", ctypes.c_size_t),
            ("largest_working_set", ctypes.c_size_t),
            ("processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority", wintypes.DWORD),
            ("scheduling", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    ONE_PROCESS, PROCESS_MEMORY, EXTENDED_LIMITS = 0x8, 0x100, 9

    def confine_self(memory: int) -> None:
        """Put this process into a job of its own with `memory` bytes and no children."""
        kernel = ctypes.WinDLL("kernel32")
        kernel.CreateJobObjectW.restype = wintypes.HANDLE
        kernel.GetCurrentProcess.restype = wintypes.HANDLE
        kernel.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel.SetInformationJobObject.argtypes = (
            wintypes.HANDLE,
            ctypes.c_int,
            ctypes.c_void_p,
            wintypes.DWORD,
        )
        limits = _ExtendedLimits(process_memory=memory)
        limits.basic.flags = ONE_PROCESS | PROCESS_MEMORY
        limits.basic.processes = 1
        job = kernel.CreateJobObjectW(None, None)
        kernel.SetInformationJobObject(
            job, EXTENDED_LIMITS, ctypes.byref(limits), ctypes.sizeof(limits)
        )
        kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess())

    def allow_seconds(seconds: float) -> None:
        """Do nothing: the watchdog outside holds the time."""

else:
    import resource

    def confine_self(memory: int) -> None:
        """Give up opening and writing files, and all but `memory` bytes of address space."""
        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_NOFILE, 0),
            (resource.RLIMIT_AS, memory),
        ):
            # a system that knows no such limit, or a lower one, keeps its own
            with contextlib.suppress(ValueError, OSError):
                resource.setrlimit(limit, (most, most))

    def allow_seconds(seconds: float) -> None:
        """Let the processor work so many seconds from now; the system ends the process after.

        The watchdog outside is quicker; this holds where the program itself was killed.
        """
        used = resource.getrusage(resource.RUSAGE_SELF)
        end = int(used.ru_utime + used.ru_stime + seconds) + 2
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_CPU, (end, resource.RLIM_INFINITY))


if sys.platform == "darwin":

    def too_large(process_id: int, memory: int) -> bool:
        """Whether a process holds more than `memory` bytes."""
        asked = ["/bin/ps", "-o", "rss=", "-p", str(process_id)]
        answer = subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip()
        return answer.isdigit() and int(answer) * 1024 > memory

else:

    def too_large(process_id: int, memory: int) -> bool:  # noqa: ARG001 - see macOS
        """Say no: the system holds the limit that `confine_self` set."""
        return False
