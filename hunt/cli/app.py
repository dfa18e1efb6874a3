"""The app itself, and errors as one sentence."""

import os
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup


class WholeSentences(TyperGroup):
    """Commands listed with their whole first sentence, which plain help would cut off."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the list of commands."""
        rows = [(name, (command.help or "").partition("\n\n")[0]) for name, command in self.commands.items()]
        with formatter.section("Commands"):
            formatter.write_dl([(name, " ".join(said.split())) for name, said in rows])


app = typer.Typer(
    cls=WholeSentences,
    name="hunt",
    help="Nobody brings down a mammoth alone: watch, compare and question what pay and praise do to a band of hunters.",
    add_completion=False,
    rich_markup_mode=None,  # plain help answers in half the time
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _say_version(wanted: bool) -> None:
    if not wanted:
        return
    from importlib import metadata

    try:
        version = metadata.version("mammoth-hunt")
    except metadata.PackageNotFoundError:
        version = "(a checkout that is not installed)"
    python = ".".join(map(str, sys.version_info[:3]))
    print(f"mammoth-hunt {version}, Python {python}")
    raise typer.Exit


@app.callback()
def _everything(
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_say_version, is_eager=True)
    ] = False,
) -> None: ...


STOPPED = 130
"""The exit code of a program stopped by Ctrl-C; typer returns it as well."""


def main() -> None:
    """Run the command line; bad input is one sentence on standard error and exit code 2."""
    for name in ("stdout", "stderr"):  # closed, as some schedulers start a program: what it says goes nowhere
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, "w"))  # noqa: SIM115 - open as long as the program runs
    if not os.environ.get("COLUMNS", "1").strip("0"):
        del os.environ["COLUMNS"]  # a width of nothing would show nothing
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")  # a title may have letters the terminal lacks
    threads = set(threading.enumerate())
    try:
        code = app(sys.argv[1:] or ["--help"], prog_name="hunt", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        where = getattr(error, "ctx", None)  # errors raised by typer itself carry the command they belong to
        hint = f" Try '{where.command_path} --help'." if where else ""
        _stop(_sentence(error.format_message()) + hint)
    except KeyboardInterrupt:
        code = STOPPED
    except BrokenPipeError:  # the reader of the output has gone; Python would complain about that again on exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 1
    except OSError as error:
        _stop(f"{error.filename or 'The output'} cannot be read or written: {(error.strerror or str(error)).lower()}.")
    except MemoryError:
        _stop("There is not enough memory for that; try fewer runs, days or hunters.")
    except ValueError as error:
        from hunt.errors import HuntError

        if not isinstance(error, HuntError):
            raise
        _stop(str(error))
    if code == STOPPED:
        _stop_at_once("Stopped; only unfinished work is lost.", threads)
    sys.exit(code if isinstance(code, int) else 0)


def _sentence(text: str) -> str:
    """Return a text as one line that ends like a sentence; what cannot be printed is shown by its number."""
    line = "".join(one if one.isprintable() else repr(one)[1:-1] for one in " ".join(text.split()))
    return line if line.endswith((".", "?", "!")) else line + "."


def _stop(sentence: str, code: int = 2) -> NoReturn:
    print(_sentence(sentence), file=sys.stderr)
    sys.exit(code)


def _stop_at_once(sentence: str, before: set[threading.Thread]) -> NoReturn:
    """Stop without waiting for what still runs in threads that the command began: machine code hears no Ctrl-C."""
    print(_sentence(sentence), file=sys.stderr)
    if set(threading.enumerate()) - before:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(STOPPED)
    sys.exit(STOPPED)
