#!/bin/sh
# Linux: sets Mammoth Hunt up once, then opens it in the browser.  Keep it in one folder with the wheel (mammoth_hunt-....whl).
set -u
cd "$(dirname "$0")" || exit 1
home="${MAMMOTH_HUNT_HOME:-$HOME/.mammoth-hunt}"

stop() { # say it, and leave it to be read where a window would close at once
    printf '\n%s\n' "$1"
    if [ -t 0 ]; then printf 'Press Enter to close. '; read -r _; fi
    exit 1
}

wheel=
for one in mammoth_hunt-*.whl; do if [ -f "$one" ]; then wheel=$one; fi; done
[ -n "$wheel" ] || stop "There is no file mammoth_hunt-....whl in $(pwd). Put it next to this script."

mark=$(cksum "$wheel") # two wheels may have one name
if [ "$(cat "$home/installed" 2>/dev/null)" != "$mark" ]; then
    python=
    for one in python3.13 python3.12 python3.11 python3; do
        if "$one" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then python=$one; break; fi
    done
    [ -n "$python" ] || stop "Python 3.11 or newer is needed. Install it from https://www.python.org/downloads and start again."
    echo "Setting Mammoth Hunt up, once. This takes a few minutes, about 1 GB, and internet."
    { "$python" -m venv "$home" && "$home/bin/python" -m pip install -q --disable-pip-version-check "$wheel" &&
        "$home/bin/python" -m pip install -q --disable-pip-version-check --force-reinstall --no-deps "$wheel"; } \
        || stop "It could not be set up. The lines above say why; with internet, start again."
    printf '%s\n' "$mark" > "$home/installed"
fi

what=${1:-}
if [ -z "$what" ]; then
    printf '\n1  the stage: watch, play, compare\n2  a workshop with phones\n3  the documents\n\nType 1, 2 or 3, then Enter (1): '
    read -r what || what=1
fi
case "$what" in
    2 | room) command=room ;;
    3 | docs) command=docs ;;
    *) command=live ;;
esac
echo "To stop, close this window or press Ctrl-C."
"$home/bin/hunt" "$command" || stop "It stopped. The lines above say why."
