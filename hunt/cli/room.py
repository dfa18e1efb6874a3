"""``hunt room``: a workshop with phones."""

from pathlib import Path
from typing import Annotated

import typer

from hunt.cli.options import whole_number
from hunt.cli.output import compile_first


def room(
    script: Annotated[
        str | None,
        typer.Argument(
            help="The script of the workshop, as in forty-five-minutes, or a file: workshop.zip.",
            show_default="twenty-minutes",
        ),
    ] = None,
    skin: Annotated[
        str | None, typer.Option(help="Whose words: a skin id ('hunt skins') or a TOML file; default: stone-age.")
    ] = None,
    port: Annotated[
        int,
        typer.Option(
            parser=whole_number("--port", 1, 65534), metavar="N", help="Port for phones; the next one is for you."
        ),
    ] = 8900,
    address: Annotated[
        str | None, typer.Option(help="This computer's address on the Wi-Fi, if the guess fails.")
    ] = None,
    wifi: Annotated[
        str, typer.Option(metavar="NAME", help="Name of the Wi-Fi: the screen and the table cards then show its code.")
    ] = "",
    wifi_password: Annotated[str, typer.Option(metavar="TEXT", help="Its password, which the code will hold.")] = "",
    remote: Annotated[
        bool, typer.Option("--remote", help="Let a tablet become a second strip, with a code that your strip shows.")
    ] = False,
    folder: Annotated[str | None, typer.Option(help="Folder for the rooms' files.")] = None,
    new: Annotated[bool, typer.Option("--new", help="Make a new room even if one is unfinished.")] = False,
    per_table: Annotated[
        bool, typer.Option("--one-phone-per-table", help="A phone speaks for its table: it says how many hold.")
    ] = False,
    check: Annotated[bool, typer.Option("--check", help="Say whether a workshop can begin here, and stop.")] = False,
    rehearse: Annotated[
        int,
        typer.Option(
            parser=whole_number("--rehearse", 0, 300), metavar="N", help="Let N bots take part, for practice."
        ),
    ] = 0,
    quick: Annotated[
        bool, typer.Option("--quick", help="In a rehearsal: let days and films take a quarter of their time.")
    ] = False,
    temper: Annotated[
        str, typer.Option(help="What bots are like: hopeful, cynical, split, model, sleepy or rude.")
    ] = "split",
    forget: Annotated[str | None, typer.Option(metavar="CODE", help="Delete all that is kept of a room.")] = None,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open screen and strip in a browser.")] = True,
) -> None:
    """Run a workshop: people vote with their phones, the projector shows the year, and you steer from your own strip.

    A room that was interrupted goes on where it was.
    """
    from dashboards.room import files
    from hunt import narrator
    from hunt.errors import HuntError, shown

    if forget is not None:
        rooms = files.folder_of(folder)
        if not files.forget(rooms, forget) + files.forget(rooms / files.REHEARSALS, forget):
            raise HuntError(f"There is no room {forget} in {rooms}, nor among its rehearsals.")
        print(f"Room {forget.upper()} is deleted.")
        return
    from dashboards.room.bots import TEMPERS
    from dashboards.room.pack import opened, skin_of
    from dashboards.room.script import DEFAULT, read_script
    from dashboards.room.server import serve

    if quick and not rehearse:
        raise HuntError("--quick is for rehearsals; write --rehearse 24 --quick.")
    if temper not in TEMPERS:
        raise HuntError(f"--temper {shown(temper)} is not allowed: it must be one of {', '.join(TEMPERS)}.")
    asked = {"script": script or "", "skin": f"--skin {skin}" if skin else ""}
    asked["tables"] = "--one-phone-per-table" if per_table else ""
    script = script or DEFAULT
    if script.endswith(".zip"):
        workshop = opened(Path(script))
        found, skin = workshop.script, skin or workshop.skin
        if workshop.made_elsewhere:
            print("This workshop was made with another version of the program: its year may differ.")
    else:
        found = read_script(script)
    skin = skin or narrator.DEFAULT
    if skin.endswith(".toml"):
        skin = skin_of(skin)
        print(f"These words are kept as {skin}: from now on --skin {skin} finds them.")
    else:
        narrator.skin(skin)  # refused here, before a room is made
    compile_first(quiet=False)
    if check:
        from dashboards.room.check import run

        raise typer.Exit(0 if run(files.folder_of(folder), port) else 1)
    serve(
        found,
        skin,
        folder=folder,
        port=port,
        address=address,
        wifi=wifi,
        wifi_password=wifi_password,
        per_table=per_table,
        quick=quick,
        remote=remote,
        fresh=new or rehearse > 0,
        browser=browser,
        bots=rehearse,
        temper=temper,
        asked={name: one for name, one in asked.items() if one},
    )
