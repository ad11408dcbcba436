"""The command ``goodoffices``, and ``python -m goodoffices``.

Ctrl-C is heard before anything is imported that takes long.
"""

import atexit
import gc
import os
import signal
import sys

_INTERRUPTED = 130
_COLLECT_AFTER = 300_000  # new objects; commands make about as many, and few that need collecting
_BLAS_THREADS = "OPENBLAS_NUM_THREADS"
_status: list[int] = []


def main() -> None:
    """Run the command line; Ctrl-C ends it with one line and status 130, whenever it comes."""
    gc.set_threshold(_COLLECT_AFTER)
    # A second thread makes no command faster, takes time to start, and rounds sums in its own way.
    os.environ.setdefault(_BLAS_THREADS, "1")
    _open_streams()
    if not atexit._ncallbacks():  # noqa: SLF001 - what was registered before would not be done
        atexit.register(_end)  # the first: what commands leave to be done at the end is done before
    try:
        _heard()
    except SystemExit as left:
        if isinstance(left.code, int):
            _status.append(left.code)
        raise


def workbench() -> None:
    """Open the workbench, for those who click instead of type."""
    sys.argv[1:1] = ["web"]
    main()


def _heard() -> None:
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler:  # ignored, as by nohup
        _program()
        return
    signal.signal(signal.SIGINT, _leave)
    from goodoffices.cli.interruption import interruptible

    with interruptible():
        _program()


def _open_streams() -> None:
    """Open standard streams that are closed, so that no other file comes to stand for them."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDWR), mode))


def _program() -> None:
    from goodoffices.cli.main import main as program

    program(prog_name="goodoffices")


def _end() -> None:
    """Leave without taking apart what the process holds, which goes with it anyway."""
    if not _status:
        return
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):
        return  # Python tells of it
    os._exit(_status[0])


def _leave(*_: object) -> None:
    os.write(2, b"Interrupted before anything was done.\n")
    os._exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
