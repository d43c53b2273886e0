"""Child processes that leave nothing behind: logged to a file, stopped in order, never orphaned."""

import contextlib
import os
import signal
import subprocess
import time


class CannotStart(Exception):
    """Something that the product needs did not start; the message is for people."""


class Process:
    """One long-running child with its own session, log file and way to stop."""

    def __init__(
        self, name, command, *, log, environment, inherited=(), stop_signal="TERM", patience=15
    ):
        self.name = name
        self.command = command
        self.log = log
        self.environment = environment
        self.inherited = inherited
        self.stop_signal = signal.Signals[f"SIG{stop_signal}"]
        self.patience = patience
        self.log_start = 0
        self.child: subprocess.Popen | None = None

    def start(self):
        """Run the command; a Ctrl-C meant for us does not reach it, our own death does."""
        self.log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with self.log.open("ab") as output:
            self.log_start = output.tell()
            self.child = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                pass_fds=self.inherited,
                start_new_session=True,
            )
        return self

    @property
    def running(self):
        return self.child is not None and self.child.poll() is None

    def stop(self):
        """Ask politely, wait, then insist; whatever the child had started goes with it."""
        if self.child is None:
            return
        self.child.send_signal(self.stop_signal)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.child.wait(self.patience)
        self.kill()

    def kill(self):
        """End the child and its descendants at once."""
        if self.child is None:
            return
        # The usual case is that everybody has already left.
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.child.pid, signal.SIGKILL)
        self.child.wait()

    def last_lines(self, count=15):
        """The end of what the child wrote since this start."""
        with self.log.open("rb") as text:
            text.seek(self.log_start)
            lines = text.read().decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in lines[-count:])


def dying_with_us(command, *, stop_signal="TERM"):
    """The command, told by the kernel to stop when this process dies without a word."""
    return ["setpriv", "--pdeathsig", stop_signal, *map(str, command)]


def wait_until(ready, *, process, seconds):
    """Poll until `ready()`; say what the process wrote when it ends or takes too long."""
    deadline = time.monotonic() + seconds
    while not ready():
        if not process.running:
            raise CannotStart(f"{process.name} stopped while starting:\n{process.last_lines()}")
        if time.monotonic() > deadline:
            raise CannotStart(
                f"{process.name} is not ready after {seconds} seconds:\n{process.last_lines()}"
            )
        time.sleep(0.02)
